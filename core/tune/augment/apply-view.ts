import type { RgbImage } from '#core/geometry/rgb-image'
import { plainView, type Augmentation } from '../photo-view'

/** Weights of ITU-R BT.601 for the brightness of a colour. */
const [redWeight, greenWeight, blueWeight] = [0.299, 0.587, 0.114]

/** The picture an augmentation makes: cut to whole pixels, mirrored, colours changed. The plain view is the picture itself. */
export function applyView(image: RgbImage, view: Augmentation): RgbImage {
  if (view.id === plainView.id) return image
  const left = Math.round(view.window.x * image.width)
  const top = Math.round(view.window.y * image.height)
  const width = Math.max(1, Math.min(image.width - left, Math.round(view.window.width * image.width)))
  const height = Math.max(1, Math.min(image.height - top, Math.round(view.window.height * image.height)))
  const data = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const column = view.mirror === 'horizontal' ? width - 1 - x : x
      const from = ((top + y) * image.width + left + column) * 3
      const to = (y * width + x) * 3
      data[to] = image.data[from]!
      data[to + 1] = image.data[from + 1]!
      data[to + 2] = image.data[from + 2]!
    }
  }
  changeColours(data, view.colour)
  return { width, height, data }
}

/** Brightness times its factor, then contrast about the mean brightness, then saturation about each pixel's own brightness. */
function changeColours(data: Uint8Array, { brightness, contrast, saturation }: Augmentation['colour']): void {
  if (brightness === 1 && contrast === 1 && saturation === 1) return
  const grey = (at: number): number => redWeight * data[at]! + greenWeight * data[at + 1]! + blueWeight * data[at + 2]!
  let sum = 0
  for (let at = 0; at < data.length; at += 3) sum += grey(at)
  const mean = (brightness * sum * 3) / data.length
  for (let at = 0; at < data.length; at += 3) {
    const own = mean + contrast * (brightness * grey(at) - mean)
    for (let channel = at; channel < at + 3; channel++) {
      const value = mean + contrast * (brightness * data[channel]! - mean)
      data[channel] = Math.min(255, Math.max(0, Math.round(own + saturation * (value - own))))
    }
  }
}
