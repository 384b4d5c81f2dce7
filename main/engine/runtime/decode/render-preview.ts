import type { ImageHeader, SizePx } from '#core/model/photo'
import { uprightSize } from '#core/model/photo'
import { decodePhoto } from './decode-photo'
import type { Damage } from './damaged-photo'
import { loadSharp } from './load-sharp'
import { asBuffer, ownBytes } from './own-bytes'

export const previewTypes = ['image/jpeg', 'image/png', 'image/webp'] as const
export type PreviewType = (typeof previewTypes)[number]

export interface PreviewOptions {
  /** Longest side of the preview in pixels; smaller photos keep their size. */
  readonly maxSidePx: number
  readonly type: PreviewType
}

/** An upright picture file for the viewer. */
export interface Preview {
  readonly bytes: Uint8Array
  readonly type: PreviewType
  readonly size: SizePx
  /** Set when only a part of the photo could be decoded: to be marked visibly. */
  readonly damage: Damage | null
}

const jpegQuality = 90
const webpQuality = 90

function fitWithin(size: SizePx, maxSidePx: number): SizePx {
  const scale = Math.min(1, maxSidePx / Math.max(size.width, size.height))
  const scaled = (side: number) => Math.max(1, Math.round(side * scale))
  return { width: scaled(size.width), height: scaled(size.height) }
}

/**
 * Renders a photo for the viewer with the very pixels that models see: upright, sRGB, alpha on white.
 * A damaged photo gives its readable part, marked. Throws as `decodePhoto` does.
 */
export async function renderPreview(source: Uint8Array | string, header: ImageHeader, options: PreviewOptions): Promise<Preview> {
  const wanted = fitWithin(uprightSize(header.stored, header.orientation), options.maxSidePx)
  const { image, damage } = await decodePhoto(source, header, { atLeast: wanted, damaged: 'show' })
  const { sharp } = loadSharp()
  const raw = { width: image.width, height: image.height, channels: 3 } as const
  const size = { width: Math.min(wanted.width, image.width), height: Math.min(wanted.height, image.height) }
  const picture = sharp(asBuffer(image.data), { raw }).resize(size.width, size.height, { fit: 'fill' })
  const encode: Readonly<Record<PreviewType, () => Promise<Uint8Array>>> = {
    'image/jpeg': () => picture.jpeg({ quality: jpegQuality, chromaSubsampling: '4:4:4' }).toBuffer(),
    'image/png': () => picture.png({ compressionLevel: 3 }).toBuffer(),
    'image/webp': () => picture.webp({ quality: webpQuality }).toBuffer(),
  }
  return { bytes: ownBytes(await encode[options.type]()), type: options.type, size, damage }
}
