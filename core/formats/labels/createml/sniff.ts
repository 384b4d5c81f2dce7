import type { SniffOutcome } from '#core/formats/labels/label-format'
import type { TreeOutline } from '#core/formats/labels/tree/tree-outline'
import { filesWhere } from '#core/formats/labels/tree/tree-outline'

/** JSON lists of photos with `image` or `imagefilename` and `annotations` or `annotation`. */
export function sniffCreateMl(outline: TreeOutline): SniffOutcome {
  const files = filesWhere(
    outline,
    'json',
    ({ json: { root, types } }) =>
      root === 'list' && (types.get('*.image') === 'text' || types.get('*.imagefilename') === 'text') && (types.has('*.annotations') || types.has('*.annotation')) && !types.has('*.data'),
  )
  return files.length > 0 ? { applicable: true, files } : { applicable: false, reason: 'no JSON file is a list of images with annotations as Create ML has it' }
}
