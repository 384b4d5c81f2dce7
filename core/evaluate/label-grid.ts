import { packMask, unpackMask } from '#core/geometry/mask-codec'
import type { LabelGeometry } from '#core/model/label'
import type { SizePx } from '#core/model/photo'
import type { PackedMask } from '#core/model/prediction'
import { paintLabels, voidPixel } from '#core/tune/segmentation/paint-labels'
import type { PhotoTruth } from './photo-truth'

/** Longest side of the grid masks are judged on. */
export const mostGridPx = 1024

/** The photo's own size, or one of its shape that is `mostGridPx` long. */
export function gridOf({ width, height }: SizePx): SizePx {
  const scale = Math.min(1, mostGridPx / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** The class at the middle of each cell of a grid, rows top to bottom. */
export function sampleMask(mask: PackedMask, grid: SizePx): Uint8Array {
  const pixels = unpackMask(mask)
  if (mask.width === grid.width && mask.height === grid.height) return pixels
  const columns = Int32Array.from({ length: grid.width }, (_, x) => Math.floor(((x + 0.5) * mask.width) / grid.width))
  const sampled = new Uint8Array(grid.width * grid.height)
  for (let y = 0; y < grid.height; y++) {
    const row = Math.floor(((y + 0.5) * mask.height) / grid.height) * mask.width
    for (let x = 0; x < grid.width; x++) sampled[y * grid.width + x] = pixels[row + columns[x]!]!
  }
  return sampled
}

/** Judged class of every cell: `backgroundPixel` where no label is, `voidPixel` where one is set aside or its class is not judged. */
export function paintTruth({ size, labels }: PhotoTruth, grid: SizePx): Uint8Array {
  const scaled = labels.map(({ classIndex, geometry, attributes }) => ({ classIndex: classIndex ?? voidPixel, geometry: onGrid(geometry, size, grid), attributes }))
  return paintLabels(scaled, grid)
}

function onGrid(geometry: LabelGeometry, size: SizePx, grid: SizePx): LabelGeometry {
  if (size.width === grid.width && size.height === grid.height) return geometry
  if (geometry.kind === 'mask') return { kind: 'mask', mask: packMask(sampleMask(geometry.mask, grid), grid) }
  if (geometry.kind !== 'polygon') return geometry
  const [across, down] = [grid.width / size.width, grid.height / size.height]
  return { kind: 'polygon', rings: geometry.rings.map(({ points, hole }) => ({ points: points.map((value, at) => value * (at % 2 === 0 ? across : down)), hole })) }
}
