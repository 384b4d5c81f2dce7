import type { SniffOutcome } from '#core/formats/labels/label-format'
import type { TreeOutline } from '#core/formats/labels/tree/tree-outline'
import { filesWhere } from '#core/formats/labels/tree/tree-outline'

/** XML files with the root `annotations`. */
export function sniffCvat(outline: TreeOutline): SniffOutcome {
  const files = filesWhere(outline, 'xml', ({ root }) => root === 'annotations')
  return files.length > 0 ? { applicable: true, files } : { applicable: false, reason: 'no XML file has the root "annotations"' }
}
