import type { SizePx } from '#core/model/photo'

/** Lengths of alternating runs of 0 and 1, starting with 0, down the columns from left to right. */
export type RunCounts = readonly number[]

const firstCharacter = 48
const moreBit = 0x20
const signBit = 0x10

/**
 * Reads the text form of run counts: five bits per character, lowest first, each count after the third as the difference to
 * the count two before. Format of the COCO API's compressed masks. Throws RangeError naming the character.
 */
export function parseCountsText(text: string): number[] {
  const counts: number[] = []
  let value = 0
  let shift = 0
  for (let at = 0; at < text.length; at++) {
    const bits = text.charCodeAt(at) - firstCharacter
    if (bits < 0 || bits > 63 || shift > 30) throw new RangeError(`run counts are damaged at character ${at}`)
    value |= (bits & 0x1f) << shift
    shift += 5
    if ((bits & moreBit) !== 0) continue
    if ((bits & signBit) !== 0 && shift < 32) value |= -1 << shift
    if (counts.length > 2) value += counts[counts.length - 2] ?? 0
    if (value < 0) throw new RangeError(`run counts are damaged at character ${at}`)
    counts.push(value)
    value = 0
    shift = 0
  }
  if (shift > 0) throw new RangeError('run counts end in the middle of a number')
  return counts
}

/** Writes run counts as text; the inverse of parseCountsText. */
export function formatCountsText(counts: RunCounts): string {
  let text = ''
  for (const [index, count] of counts.entries()) {
    let rest = index > 2 ? count - (counts[index - 2] ?? 0) : count
    for (;;) {
      const bits = rest & 0x1f
      rest >>= 5
      const isLast = (bits & signBit) === 0 ? rest === 0 : rest === -1
      text += String.fromCharCode(firstCharacter + (isLast ? bits : bits | moreBit))
      if (isLast) break
    }
  }
  return text
}

/** Pixels of the mask. */
export function countedAreaPx(counts: RunCounts): number {
  return counts.reduce((area, count, index) => (index % 2 === 1 ? area + count : area), 0)
}

/** 1 for every pixel of the mask, rows top to bottom. Throws RangeError when the counts do not fill the size. */
export function countsToPixels(counts: RunCounts, size: SizePx): Uint8Array {
  const { width, height } = size
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total !== width * height) throw new RangeError(`run counts cover ${total} pixels, the image has ${width} x ${height}`)
  const pixels = new Uint8Array(width * height)
  let at = 0
  for (const [index, count] of counts.entries()) {
    if (index % 2 === 1) for (let pixel = at; pixel < at + count; pixel++) pixels[(pixel % height) * width + Math.floor(pixel / height)] = 1
    at += count
  }
  return pixels
}
