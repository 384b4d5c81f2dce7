import { isManifestAlone } from '#core/formats/labels/export/export-manifest'
import type { SniffOutcome } from '#core/formats/labels/label-format'
import type { TreeOutline } from '#core/formats/labels/tree/tree-outline'
import { looksLikePhoto } from '#core/formats/labels/tree/paths'
import { splitOfPath } from '#core/formats/labels/tree/split-of-path'

/** The folder that names the class of a photo: the first, or the one below train, val or test; null when there is none. */
export function classFolderOf(path: string): string | null {
  const folders = path.split('/').slice(0, -1)
  const split = folders.findIndex((folder) => /^[a-z]+$/i.test(folder) && splitOfPath(folder) !== undefined)
  return folders[split + 1] ?? null
}

/** Photos in one folder per class and nothing that looks like labels. */
export function sniffYoloClassify(outline: TreeOutline): SniffOutcome {
  const photos = [...outline.keys()].filter(looksLikePhoto)
  if (isManifestAlone(outline) && photos.length === 0) return { applicable: true, files: [] }
  const others = [...outline.entries()].filter(([, file]) => file.kind === 'json' || file.kind === 'xml')
  if (others.length > 0 && !isManifestAlone(outline)) return { applicable: false, reason: `there are label files, e.g. ${others[0]?.[0] ?? ''}: folders are not taken for classes` }
  const classes = new Set(photos.map(classFolderOf))
  // An export of our own names its classes: one is enough.
  const areClasses = classes.size > 1 || isManifestAlone(outline)
  if (photos.length > 0 && !classes.has(null) && areClasses && !classes.has('images')) return { applicable: true, files: photos }
  return { applicable: false, reason: 'the photos do not lie in one folder per class' }
}
