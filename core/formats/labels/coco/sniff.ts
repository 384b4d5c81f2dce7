import type { SniffOutcome } from '#core/formats/labels/label-format'
import type { JsonOutline } from '#core/formats/labels/text/json-outline'
import type { TreeOutline } from '#core/formats/labels/tree/tree-outline'
import { filesWhere } from '#core/formats/labels/tree/tree-outline'

/** COCO files with objects: images with file names, or annotations that name an image. */
export function sniffCoco(outline: TreeOutline): SniffOutcome {
  const files = filesWhere(outline, 'json', ({ json }) => isCoco(json))
  if (files.length > 0) return { applicable: true, files }
  const results = filesWhere(outline, 'json', ({ json }) => json.root === 'list' && json.types.has('*.image_id'))
  if (results.length > 0) return { applicable: false, reason: `${results[0] ?? ''} is a list of COCO results: it names photos by number only, the file with the photos is missing` }
  return { applicable: false, reason: 'no JSON file has images and annotations as COCO does' }
}

function isCoco(json: JsonOutline): boolean {
  if (json.root !== 'object' || json.types.has('annotations.*.segments_info')) return false
  if (json.types.get('images') !== 'list' && json.types.get('annotations') !== 'list') return false
  return json.types.has('images.*.file_name') || json.types.has('annotations.*.image_id') || json.types.get('categories') === 'list'
}
