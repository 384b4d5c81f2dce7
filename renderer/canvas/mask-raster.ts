import type { PointPx } from '#core/geometry/orientation'
import type { SizePx } from '#core/model/photo'

/** Class index per sample of a mask, row by row, possibly coarser than the photo. */
export interface MaskRaster {
  readonly width: number
  readonly height: number
  readonly indices: Uint8Array
}

/** Red, green, blue of a class, or null for a class that is not drawn. */
export type TintOf = (classIndex: number) => readonly [number, number, number] | null

const tintAlpha = Math.round(0.45 * 255)

/** Takes every n-th sample so that the longer side is at most `longestSidePx`; a mask small enough is returned as it is. */
export function reduceMask(mask: MaskRaster, longestSidePx: number): MaskRaster {
  const ratio = longestSidePx / Math.max(mask.width, mask.height)
  if (ratio >= 1) return mask
  const width = Math.max(1, Math.round(mask.width * ratio))
  const height = Math.max(1, Math.round(mask.height * ratio))
  const columns = Int32Array.from({ length: width }, (_, x) => Math.min(mask.width - 1, Math.floor(((x + 0.5) * mask.width) / width)))
  const indices = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    const row = Math.min(mask.height - 1, Math.floor(((y + 0.5) * mask.height) / height)) * mask.width
    for (let x = 0; x < width; x++) indices[y * width + x] = mask.indices[row + (columns[x] ?? 0)] ?? 0
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
