import type { SniffOutcome } from '#core/formats/labels/label-format'
import type { TreeOutline } from '#core/formats/labels/tree/tree-outline'
import { filesWhere } from '#core/formats/labels/tree/tree-outline'

/** JSON exports of VoTT with all `assets`, and its files of one `asset` each. */
export function sniffVott(outline: TreeOutline): SniffOutcome {
  const files = filesWhere(
    outline,
    'json',
    ({ json: { root, types } }) =>
      root === 'object' && ((types.get('asset') === 'object' && types.get('regions') === 'list') || (types.get('tags') === 'list' && (types.has('assets') || types.has('videoSettings')))),
  )
  return files.length > 0 ? { applicable: true, files } : { applicable: false, reason: 'no JSON file has assets with regions as VoTT does' }
}
