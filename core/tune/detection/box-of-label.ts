import { maskBounds } from '#core/geometry/mask-bounds'
import { clipRect, type RectPx } from '#core/geometry/rect'
import type { LabelGeometry } from '#core/model/label'
import { rectInView, type PhotoView } from '../photo-view'

type Bounds = { readonly [Kind in LabelGeometry['kind']]: (geometry: Extract<LabelGeometry, { kind: Kind }>) => RectPx | null }

const bounds: Bounds = {
  tag: () => null,
  box: ({ x, y, width, height }) => ({ x, y, width, height }),
  polygon: ({ rings }) => {
    const points = rings.filter(({ hole }) => !hole).flatMap((ring) => ring.points)
    const across = points.filter((_, at) => at % 2 === 0)
    const down = points.filter((_, at) => at % 2 === 1)
    if (across.length === 0) return null
    const x = across.reduce((least, value) => Math.min(least, value), Infinity)
    const y = down.reduce((least, value) => Math.min(least, value), Infinity)
    return { x, y, width: across.reduce((most, value) => Math.max(most, value), x) - x, height: down.reduce((most, value) => Math.max(most, value), y) - y }
  },
  mask: ({ mask }) => maskBounds(mask, 1),
}

/** The upright rectangle around a label in pixels of the photo, null for tags and empty shapes. */
export function boxOfLabel(geometry: LabelGeometry): RectPx | null {
  const rule = bounds[geometry.kind] as (geometry: LabelGeometry) => RectPx | null
  const box = rule(geometry)
  return box !== null && box.width > 0 && box.height > 0 ? box : null
}

/**
 * What a view shows of a box, in shares of the view: null unless its centre is in view, as SSD's crops keep boxes
 * (Liu et al. 2016, arXiv:1512.02325, section 2.2, data augmentation).
 */
export function boxInView(box: RectPx, view: PhotoView): RectPx | null {
  const { window } = view
  const whole = rectInView(box, view)
  const centre = { x: whole.x + whole.width / 2, y: whole.y + whole.height / 2 }
  if (centre.x < 0 || centre.y < 0 || centre.x > window.width || centre.y > window.height) return null
  return shareOfView(clipRect(whole, window), window)
}

/** The part of a box that is in view, in shares of the view; null when none is. */
export function visiblePart(box: RectPx, view: PhotoView): RectPx | null {
  return shareOfView(clipRect(rectInView(box, view), view.window), view.window)
}

function shareOfView(rect: RectPx | null, { width, height }: Pick<RectPx, 'width' | 'height'>): RectPx | null {
  return rect === null ? null : { x: rect.x / width, y: rect.y / height, width: rect.width / width, height: rect.height / height }
}
