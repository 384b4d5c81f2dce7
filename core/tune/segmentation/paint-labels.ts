import { polygonToPixels } from '#core/formats/labels/shapes/rasterize-polygon'
import { unpackMask } from '#core/geometry/mask-codec'
import type { LabelGeometry } from '#core/model/label'
import type { SizePx } from '#core/model/photo'
import { isSetAside } from '../is-set-aside'
import type { TuneLabel } from '../tune-task'

/** A pixel that is neither a class nor background. */
export const voidPixel = 255
/** A pixel no label covers. */
export const backgroundPixel = 254
/** More classes than bytes have values for cannot be painted. */
export const mostClasses = 254

type Shapes = { readonly [Kind in LabelGeometry['kind']]: (geometry: Extract<LabelGeometry, { kind: Kind }>, size: SizePx) => Uint8Array | null }

/** A box tells no outline. */
const shapes: Shapes = {
  tag: () => null,
  box: () => null,
  polygon: (polygon, size) => polygonToPixels(polygon, size),
  mask: ({ mask }, size) => (mask.width === size.width && mask.height === size.height ? unpackMask(mask) : null),
}

/** Whether a label has an outline to learn from. */
export function hasOutline({ geometry }: Pick<TuneLabel, 'geometry'>): boolean {
  return geometry.kind === 'polygon' || geometry.kind === 'mask'
}

/** Learnt class of every pixel of a photo, rows top to bottom; later labels cover earlier ones, areas set aside cover all. */
export function paintLabels(labels: readonly TuneLabel[], size: SizePx): Uint8Array {
  const painted = new Uint8Array(size.width * size.height).fill(backgroundPixel)
  const ordered = [...labels.filter((label) => !isSetAside(label)), ...labels.filter(isSetAside)]
  for (const label of ordered) {
    const paint = shapes[label.geometry.kind] as (geometry: LabelGeometry, size: SizePx) => Uint8Array | null
    const inside = paint(label.geometry, size)
    if (inside === null) continue
    const value = isSetAside(label) ? voidPixel : label.classIndex
    for (let pixel = 0; pixel < painted.length; pixel++) if (inside[pixel] === 1) painted[pixel] = value
  }
  return painted
}
