import { maskBounds } from '#core/geometry/mask-bounds'
import type { RectPx } from '#core/geometry/rect'
import { shapeBounds } from '#core/formats/labels/shapes/shape-bounds'
import type { LabelGeometry } from '#core/model/label'

/** The smallest rectangle around a label, null for tags and empty masks. Masks are not unpacked. Throws RangeError for a damaged one. */
export function labelBounds(geometry: LabelGeometry): RectPx | null {
  return geometry.kind === 'mask' ? maskBounds(geometry.mask, 1) : shapeBounds(geometry)
}
