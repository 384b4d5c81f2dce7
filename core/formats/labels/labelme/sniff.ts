import type { SniffOutcome } from '#core/formats/labels/label-format'
import type { JsonOutline } from '#core/formats/labels/text/json-outline'
import type { TreeOutline } from '#core/formats/labels/tree/tree-outline'
import { filesWhere } from '#core/formats/labels/tree/tree-outline'

/** JSON files of one photo each with `shapes` and `imagePath`. */
export function sniffLabelMe(outline: TreeOutline): SniffOutcome {
  const files = filesWhere(outline, 'json', ({ json }) => isLabelMe(json))
  return files.length > 0 ? { applicable: true, files } : { applicable: false, reason: 'no JSON file has shapes and an imagePath as LabelMe does' }
}

/** The picture in `imageData` may push the other fields out of the head of the file. */
function isLabelMe({ root, types }: JsonOutline): boolean {
  return root === 'object' && (types.has('imagePath') || types.has('imageData') || (types.get('shapes') === 'list' && types.has('imageHeight')))
}
