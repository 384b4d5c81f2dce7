import type { PointPx } from '#core/geometry/orientation'
import type { RectPx } from '#core/geometry/rect'
import type { Label, LabelGeometry } from '#core/model/label'
import type { PackedMask } from '#core/model/prediction'
import { RunMask } from './mask/run-mask'
import { polygonBounds, polygonContains } from './shapes/polygon-shape'

const runMasks = new WeakMap<PackedMask, RunMask>()

/** The pixels of a label's mask; the same mask is read once. */
export function runMaskOf(mask: PackedMask): RunMask {
  const known = runMasks.get(mask)
  if (known !== undefined) return known
  const read = RunMask.of(mask, 1)
  runMasks.set(mask, read)
  return read
}

/** Remembers a mask that was just packed, so that it need not be read again. */
export function packedMaskOf(mask: RunMask): PackedMask {
  const packed = mask.packed()
  runMasks.set(packed, mask)
  return packed
}

/** The rectangle around a label; null for tags and empty masks. */
export function boundsOf(geometry: LabelGeometry): RectPx | null {
  switch (geometry.kind) {
    case 'tag':
      return null
    case 'box':
      return geometry
    case 'polygon':
      return polygonBounds(geometry)
    case 'mask':
      return runMaskOf(geometry.mask).bounds()
  }
}

function contains(geometry: LabelGeometry, point: PointPx, slackPx: number): boolean {
  switch (geometry.kind) {
    case 'tag':
      return false
    case 'box':
      return (
        point.x >= geometry.x - slackPx &&
        point.y >= geometry.y - slackPx &&
        point.x <= geometry.x + geometry.width + slackPx &&
        point.y <= geometry.y + geometry.height + slackPx
      )
    case 'polygon':
      return polygonContains(geometry, point)
    case 'mask':
      return runMaskOf(geometry.mask).contains(Math.floor(point.x), Math.floor(point.y))
  }
}

/** The label under a point of the photo: the one with the smallest rectangle, so that labels within labels can be reached. */
export function labelAt(labels: readonly Label[], point: PointPx, slackPx: number): Label | null {
  let best: Label | null = null
  let bestArea = Infinity
  for (const label of labels) {
    if (!contains(label.geometry, point, slackPx)) continue
    const bounds = boundsOf(label.geometry)
    const area = bounds === null ? Infinity : bounds.width * bounds.height
    if (area < bestArea) {
      best = label
      bestArea = area
    }
  }
  return best
}
