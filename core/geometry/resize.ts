import type { RectPx } from '#core/geometry/rect'
import { Resampler } from '#core/geometry/resampler'
import type { RgbImage } from '#core/geometry/rgb-image'

/** Stretches `box` of a picture to width x height pixels; antialiased, bit for bit like Pillow's BILINEAR. */
export function resize(image: RgbImage, box: RectPx, width: number, height: number): RgbImage {
  return new Resampler().toRgb(image, { box, output: { width, height }, window: { x: 0, y: 0, width, height } })
}
