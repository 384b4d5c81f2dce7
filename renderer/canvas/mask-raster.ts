import { maskRows } from '#core/geometry/mask-codec'
import type { PointPx } from '#core/geometry/orientation'
import type { SizePx } from '#core/model/photo'
import type { PackedMask } from '#core/model/prediction'

/** Class index per sample of a mask, row by row, possibly coarser than the photo. */
export interface MaskRaster {
  readonly width: number
  readonly height: number
  readonly indices: Uint8Array
}

/** Red, green, blue of a class, or null for a class that is not drawn. */
export type TintOf = (classIndex: number) => readonly [number, number, number] | null

const tintAlpha = Math.round(0.45 * 255)

/**
 * Samples a packed mask so that its longer side is at most `longestSidePx`; smaller masks keep every pixel. Works on runs,
 * so that a mask of many megapixels costs about as much as a small one. Throws RangeError for damaged bytes.
 */
export function rasterOf(packed: PackedMask, longestSidePx: number): MaskRaster {
  const ratio = Math.min(1, longestSidePx / Math.max(1, packed.width, packed.height))
  const width = Math.max(1, Math.round(packed.width * ratio))
  const height = Math.max(1, Math.round(packed.height * ratio))
  const indices = new Uint8Array(width * height)
  // Sample t stands for the source pixel floor((t + 0.5) * source / target); this counts the samples before a source pixel.
  const samplesBefore = (source: number, sourceLength: number, targetLength: number): number =>
    Math.min(targetLength, Math.max(0, Math.ceil((source * targetLength) / sourceLength - 0.5)))
  for (const { runs, y, rows } of maskRows(packed)) {
    const firstRow = samplesBefore(y, packed.height, height)
    const endRow = samplesBefore(y + rows, packed.height, height)
    if (firstRow === endRow) continue
    let start = firstRow * width
    for (let run = 0; run < runs.count; run++) {
      const end = firstRow * width + samplesBefore(runs.ends[run] ?? 0, packed.width, width)
      indices.fill(runs.classes[run] ?? 0, start, end)
      start = end
    }
    for (let row = firstRow + 1; row < endRow; row++) indices.copyWithin(row * width, firstRow * width, (firstRow + 1) * width)
  }
  return { width, height, indices }
}

/** RGBA picture of a mask: 45 % tint in the class colour with an opaque edge of `edgePx` samples inside each area. */
export function tintMask(mask: MaskRaster, tintOf: TintOf, edgePx: number): Uint8ClampedArray<ArrayBuffer> {
  const { width, height, indices } = mask
  const table = Array.from({ length: 256 }, (_, index) => tintOf(index))
  const pixels = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      const index = indices[at] ?? 0
      const tint = table[index]
      if (tint === null || tint === undefined) continue
      pixels[at * 4] = tint[0]
      pixels[at * 4 + 1] = tint[1]
      pixels[at * 4 + 2] = tint[2]
      pixels[at * 4 + 3] = isEdge(mask, x, y, index, edgePx) ? 255 : tintAlpha
    }
  }
  return pixels
}

/** True when another class lies within `edgePx` samples along a row or column; the photo's own border is no edge. */
function isEdge({ width, height, indices }: MaskRaster, x: number, y: number, index: number, edgePx: number): boolean {
  const at = y * width + x
  const left = Math.max(0, x - edgePx) - x
  const right = Math.min(width - 1, x + edgePx) - x
  const up = (Math.max(0, y - edgePx) - y) * width
  const down = (Math.min(height - 1, y + edgePx) - y) * width
  return indices[at + left] !== index || indices[at + right] !== index || indices[at + up] !== index || indices[at + down] !== index
}

/** The class at a point of a photo of the given size; null outside. */
export function classAt(mask: MaskRaster, photo: SizePx, point: PointPx): number | null {
  if (point.x < 0 || point.y < 0 || point.x >= photo.width || point.y >= photo.height) return null
  const x = Math.floor((point.x / photo.width) * mask.width)
  const y = Math.floor((point.y / photo.height) * mask.height)
  return mask.indices[y * mask.width + x] ?? null
}
