import { AppError } from '#core/contract/errors'
import type { SizePx } from '#core/model/photo'

const smallestPx = 32
const largestPx = 2048

/** Reads `224` or `640x480` (width x height, in pixels); throws AppError `bad-input` naming the option. */
export function pictureSize(option: string, text: string): SizePx {
  const [, first, second] = /^(\d{1,4})(?:x(\d{1,4}))?$/.exec(text) ?? []
  const width = Number(first)
  const height = Number(second ?? first)
  const fits = [width, height].every((side) => side >= smallestPx && side <= largestPx)
  if (!fits) {
    throw new AppError('bad-input', `${option} must be a side like 224 or a size like 640x480, from ${smallestPx} to ${largestPx} pixels, not "${text}".`)
  }
  return { width, height }
}
