import type { RgbImage } from '#core/geometry/rgb-image'
import type { ModelCard } from '#core/model/model-card'
import type { SizePx } from '#core/model/photo'
import { families } from '#core/zoo/families'

/** A photo as the browser shows it: upright, in sRGB. */
export interface ShownPhoto {
  readonly source: CanvasImageSource
  readonly size: SizePx
}

/** Older phones give no larger canvas; more would not change what a model sees, whose input is far smaller. */
const mostPixels = 4_000_000

/** Decodes a file; browsers turn it upright by its EXIF data. Throws Error for what the browser cannot read. */
export async function readPhoto(file: Blob): Promise<ShownPhoto> {
  const image = new Image()
  const url = URL.createObjectURL(file)
  try {
    image.src = url
    await image.decode()
  } catch (error) {
    throw new Error('This browser cannot read that picture.', { cause: error })
  } finally {
    URL.revokeObjectURL(url)
  }
  return { source: image, size: { width: image.naturalWidth, height: image.naturalHeight } }
}

/** The pixels for a model: all of them, or of a large photo as many as are needed. */
export function photoPixels({ source, size }: ShownPhoto, card: ModelCard): RgbImage {
  const { width, height } = pixelSize(card, size)
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d', { willReadFrequently: true, colorSpace: 'srgb' })
  if (context === null) throw new Error('This browser gives no canvas of that size.')
  context.imageSmoothingQuality = 'high'
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, width, height)
  context.drawImage(source, 0, 0, width, height)
  const rgba = context.getImageData(0, 0, width, height).data
  const data = new Uint8Array(width * height * 3)
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    data[to] = rgba[from] ?? 0
    data[to + 1] = rgba[from + 1] ?? 0
    data[to + 2] = rgba[from + 2] ?? 0
  }
  return { width, height, data }
}

function pixelSize(card: ModelCard, photo: SizePx): SizePx {
  const scale = Math.sqrt(mostPixels / (photo.width * photo.height))
  if (scale >= 1) return photo
  const least = families[card.family].decodeSize(card, photo)
  return { width: Math.max(least.width, Math.round(photo.width * scale)), height: Math.max(least.height, Math.round(photo.height * scale)) }
}
