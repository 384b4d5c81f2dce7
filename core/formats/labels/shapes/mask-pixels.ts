import type { RunCounts } from '#core/formats/labels/coco/coco-rle'
import { countsToPixels } from '#core/formats/labels/coco/coco-rle'
import type { MaskShape } from '#core/model/dataset'
import type { SizePx } from '#core/model/photo'

/** 1 for every pixel of the mask, rows top to bottom. */
export function maskToPixels(mask: MaskShape): Uint8Array {
  const pixels = new Uint8Array(mask.width * mask.height)
  let at = 0
  for (const [index, run] of mask.runs.entries()) {
    if (index % 2 === 1) pixels.fill(1, at, at + run)
    at += run
  }
  return pixels
}

/** Mask of the pixels that equal `value`. */
export function maskOfValue(pixels: Uint8Array | Uint32Array, size: SizePx, value: number): MaskShape {
  const runs: number[] = []
  let inside = false
  let start = 0
  for (let at = 0; at < pixels.length; at++) {
    if ((pixels[at] === value) === inside) continue
    runs.push(at - start)
    start = at
    inside = !inside
  }
  if (start < pixels.length || runs.length === 0) runs.push(pixels.length - start)
  return { kind: 'mask', width: size.width, height: size.height, runs: Uint32Array.from(runs) }
}

/** A mask for every different value of a picture, from one walk over its pixels. */
export function masksByValue(pixels: Uint8Array | Uint32Array, size: SizePx): Map<number, MaskShape> {
  const found = new Map<number, { readonly runs: number[]; end: number }>()
  for (let start = 0; start < pixels.length; ) {
    const value = pixels[start] ?? 0
    let end = start + 1
    while (end < pixels.length && pixels[end] === value) end++
    const known = found.get(value)
    if (known === undefined) found.set(value, { runs: [start, end - start], end })
    else {
      known.runs.push(start - known.end, end - start)
      known.end = end
    }
    start = end
  }
  return new Map(
    [...found].map(([value, { runs, end }]) => {
      const whole = end < pixels.length ? [...runs, pixels.length - end] : runs
      return [value, { kind: 'mask', width: size.width, height: size.height, runs: Uint32Array.from(whole) }]
    }),
  )
}

/** Mask of run counts that go down the columns, as COCO has them. Throws RangeError when they do not fill the size. */
export function maskFromColumnCounts(counts: RunCounts, size: SizePx): MaskShape {
  return maskOfValue(countsToPixels(counts, size), size, 1)
}

/** Run counts down the columns, starting with zeros. */
export function maskToColumnCounts(mask: MaskShape): number[] {
  const { width, height } = mask
  const pixels = maskToPixels(mask)
  const counts: number[] = []
  let inside = 0
  let count = 0
  for (let x = 0; x < width; x++) {
    for (let at = x; at < pixels.length; at += width) {
      if (pixels[at] !== inside) {
        counts.push(count)
        count = 0
        inside = 1 - inside
      }
      count++
    }
  }
  counts.push(count)
  return height === 0 ? [] : counts
}

/** Pixels of the mask. */
export function maskAreaPx(mask: MaskShape): number {
  let area = 0
  for (let at = 1; at < mask.runs.length; at += 2) area += mask.runs[at] ?? 0
  return area
}
