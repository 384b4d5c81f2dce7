import type { SniffOutcome } from '#core/formats/labels/label-format'
import type { TreeOutline } from '#core/formats/labels/tree/tree-outline'
import { filesWhere } from '#core/formats/labels/tree/tree-outline'

/** COCO files whose annotations are segments of a picture. */
export function sniffCocoPanoptic(outline: TreeOutline): SniffOutcome {
  const files = filesWhere(outline, 'json', ({ json }) => json.types.has('annotations.*.segments_info'))
  return files.length > 0 ? { applicable: true, files } : { applicable: false, reason: 'no JSON file has annotations with segments_info' }
}
