import type { RgbImage } from '#core/geometry/rgb-image'
import { type Orientation, uprightSize } from '#core/model/photo'

/** The stored pixel that becomes the upright top left corner, and the steps in pixels to the right and down. */
interface Walk {
  readonly start: number
  readonly right: number
  readonly down: number
}

function walkOf(orientation: Orientation, width: number, height: number): Walk {
  const lastColumn = width - 1
  const lastRow = (height - 1) * width
  const walks: Readonly<Record<Orientation, Walk>> = {
    1: { start: 0, right: 1, down: width },
    2: { start: lastColumn, right: -1, down: width },
    3: { start: lastRow + lastColumn, right: -1, down: -width },
    4: { start: lastRow, right: 1, down: -width },
    5: { start: 0, right: width, down: 1 },
    6: { start: lastRow, right: -width, down: 1 },
    7: { start: lastRow + lastColumn, right: -width, down: -1 },
    8: { start: lastColumn, right: width, down: -1 },
  }
  return walks[orientation]
}

/** Turns a stored raster upright (EXIF 2.32, tag 0x0112). Orientation 1 returns the image itself. */
export function orientRgb(stored: RgbImage, orientation: Orientation): RgbImage {
  if (orientation === 1) return stored
  const { width, height } = uprightSize(stored, orientation)
  const walk = walkOf(orientation, stored.width, stored.height)
  const data = new Uint8Array(stored.data.length)
  let to = 0
  for (let y = 0; y < height; y++) {
    let from = (walk.start + y * walk.down) * 3
    for (let x = 0; x < width; x++, to += 3, from += walk.right * 3) {
      data[to] = stored.data[from] ?? 0
      data[to + 1] = stored.data[from + 1] ?? 0
      data[to + 2] = stored.data[from + 2] ?? 0
    }
  }
  return { width, height, data }
}
