import type { TreeOutline } from '#core/formats/labels/tree/tree-outline'
import { baseName, folderOf, looksLikePhoto, withoutExtension } from '#core/formats/labels/tree/paths'

const namesOfOtherFiles = /^(?:classes|names|labels?map|predefined_classes|train|val|valid|test|readme.*|source|license|licence|notice|requirements)\.txt$/i

/** A class number and at least four numbers behind it. */
export const yoloRowShape = /^\s*\d+(?:\.0+)?(?:\s+[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?){4,}\s*$/m

/** Text files that hold labels of one photo each: by their rows, or by their place when they are empty or damaged. */
export function yoloLabelFiles(outline: TreeOutline): string[] {
  const stems = new Set([...outline.keys()].filter(looksLikePhoto).map(withoutExtension))
  const candidates = [...outline].filter(([path]) => path.toLowerCase().endsWith('.txt') && !namesOfOtherFiles.test(baseName(path)))
  // An empty file among files with rows is a photo with nothing on it.
  const foldersWithRows = new Set(candidates.flatMap(([path, file]) => (file.kind === 'text' && yoloRowShape.test(file.head) ? [folderOf(path)] : [])))
  const files: string[] = []
  for (const [path, file] of candidates) {
    const isInPlace = /(?:^|\/)labels\//.test(path) || stems.has(withoutExtension(path))
    const isLabels = file.kind === 'empty' ? isInPlace || foldersWithRows.has(folderOf(path)) : file.kind === 'text' && (yoloRowShape.test(file.head) || isInPlace)
    if (isLabels) files.push(path)
  }
  return files
}

/** Where the photo of a label file may lie, without extension: "labels" becomes "images", or right beside it. */
export function photoStems(labelFile: string): string[] {
  const stem = withoutExtension(labelFile)
  const parts = stem.split('/')
  const at = parts.lastIndexOf('labels')
  return at < 0 ? [stem] : [parts.with(at, 'images').join('/'), stem]
}

/** Files that may say the names of classes, the most telling first. */
export function yoloNameFiles(outline: TreeOutline): string[] {
  const paths = [...outline.keys()]
  const yaml = paths.filter((path) => {
    const file = outline.get(path)
    return /\.ya?ml$/i.test(path) && file?.kind === 'text' && /^names\s*:/m.test(file.head)
  })
  return [...yaml, ...paths.filter((path) => /\.names$/i.test(path) || /^(?:classes|names|predefined_classes)\.txt$/i.test(baseName(path)))]
}
