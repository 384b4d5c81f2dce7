import type { SniffOutcome } from '#core/formats/labels/label-format'
import type { JsonOutline } from '#core/formats/labels/text/json-outline'
import type { TreeOutline } from '#core/formats/labels/tree/tree-outline'
import { filesWhere } from '#core/formats/labels/tree/tree-outline'

/** JSON files of one photo each with `shapes` and `imagePath`. */
export function sniffLabelMe(outline: TreeOutline): SniffOutcome {
  const files = filesWhere(outline, 'json', ({ json }) => isLabelMe(json))
  return files.length > 0 ? { applicable: true, files } : { applicable: false, reason: 'no JSON file has shapes and an imagePath as LabelMe does' }
}

/** `imageData` may push either of the two out of the head of the file. */
function isLabelMe({ root, types }: JsonOutline): boolean {
  if (root !== 'object') return false
  const marks = [types.has('imagePath'), types.get('shapes') === 'list', types.has('imageData'), types.has('imageHeight')]
  return (marks[0] === true || marks[1] === true) && marks.filter(Boolean).length >= 2
}
