import type { SniffOutcome } from '#core/formats/labels/label-format'
import type { JsonOutline } from '#core/formats/labels/text/json-outline'
import type { TreeOutline } from '#core/formats/labels/tree/tree-outline'
import { filesWhere } from '#core/formats/labels/tree/tree-outline'

/** Projects and JSON or CSV exports of VGG Image Annotator, versions 1 and 2. */
export function sniffVia(outline: TreeOutline): SniffOutcome {
  const json = filesWhere(outline, 'json', (file) => isViaJson(file.json))
  const csv = filesWhere(outline, 'text', ({ head }) => /^#?"?filename"?,"?file_size"?,"?file_attributes"?/m.test(head))
  const files = [...json, ...csv]
  return files.length > 0 ? { applicable: true, files } : { applicable: false, reason: 'no JSON or CSV file has regions of files as VIA does' }
}

function isViaJson({ root, keys, types }: JsonOutline): boolean {
  if (root !== 'object') return false
  const first = keys[0] ?? ''
  return keys.includes('_via_img_metadata') || keys.includes('_via_settings') || (types.get(`${first}.filename`) === 'text' && types.has(`${first}.regions`))
}
