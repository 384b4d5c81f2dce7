import { extensionOf, sameNameKey, withoutExtension } from '#core/formats/labels/tree/paths'
import type { DatasetImage } from '#core/model/dataset'

/** Whether twins are told apart by their whole name or by their name without extension, as label files beside them are. */
export type TwinRule = 'whole-name' | 'stem'

/**
 * The path every image gets in an export, by its file: sub-folders kept, and a number put behind the name where another
 * image has the same one, also on file systems that ignore case or Unicode form. Paths never leave the export.
 */
export function planPhotoPaths(images: readonly DatasetImage[], rule: TwinRule): ReadonlyMap<string, string> {
  const taken = new Set<string>()
  const planned = new Map<string, string>()
  const keyOf = (path: string): string => sameNameKey(rule === 'stem' ? withoutExtension(path) : path)
  const wanted = images.map(({ file }) => ({ file, path: insidePath(file) }))
  // Names that are free as they are come first, so that a number never takes the name of another photo.
  const own = new Map<string, string>()
  for (const { file, path } of wanted) if (!own.has(keyOf(path))) own.set(keyOf(path), file)
  for (const { path } of wanted) taken.add(keyOf(path))
  for (const { file, path } of wanted) {
    let chosen = path
    if (own.get(keyOf(path)) !== file) {
      for (let number = 2; taken.has(keyOf(chosen)); number++) chosen = `${withoutExtension(path)}_${number}${extensionOf(path)}`
      taken.add(keyOf(chosen))
    }
    planned.set(file, chosen)
  }
  return planned
}

function insidePath(file: string): string {
  const parts = file.replaceAll('\\', '/').replace(/^[A-Za-z]:/, '').split('/')
  return parts.filter((part) => part !== '' && part !== '.' && part !== '..').join('/') || 'photo'
}
