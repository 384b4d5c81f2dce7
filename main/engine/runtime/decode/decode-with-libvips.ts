import type { FailOnOptions } from 'sharp'
import type { RgbImage } from '#core/geometry/rgb-image'
import { maxPixels } from '#core/formats/images/limits'
import { damageOf, decodeError } from './damaged-photo'
import { loadSharp } from './load-sharp'
import { asBuffer, ownBytes } from './own-bytes'
import type { DecodeRequest, DecodeStored, StoredPixels } from './stored-pixels'
import { stretchSamples } from './stretch-samples'

/** Complaints of libjpeg about bytes that hold no pixels: odd version numbers, padding, scan scripts. */
const harmlessWarning = /unknown JFIF revision|unknown Adobe color transform|progression sequence|extraneous bytes before marker/i

function isHarmless(message: string): boolean {
  const lines = message.split('\n').filter((line) => line.trim() !== '')
  return lines.length > 0 && lines.every((line) => harmlessWarning.test(line))
}

function openPicture({ bytes, reduction }: DecodeRequest, failOn: FailOnOptions) {
  const { sharp } = loadSharp()
  return sharp(asBuffer(bytes), { failOn, limitInputPixels: maxPixels.streamed, sequentialRead: true, autoOrient: false })
    .flatten({ background: '#ffffff' })
    .resize(reduction.target.width, reduction.target.height, { fit: 'fill' })
    .toColourspace('srgb')
}

async function decodeEightBit(request: DecodeRequest, failOn: FailOnOptions): Promise<RgbImage> {
  const { data, info } = await openPicture(request, failOn).raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data: ownBytes(data) }
}

/** Samples without a fixed range (32 bits): stretched between their own least and greatest value. */
async function decodeStretched(request: DecodeRequest, failOn: FailOnOptions): Promise<RgbImage> {
  const picture = openPicture(request, failOn)
  const { data, info } = await picture.raw({ depth: 'float' }).toBuffer({ resolveWithObject: true })
  const bytes = ownBytes(data)
  const samples = new Float32Array(bytes.slice().buffer)
  return { width: info.width, height: info.height, data: stretchSamples(samples, info.channels) }
}

function decodePixels(request: DecodeRequest, failOn: FailOnOptions): Promise<RgbImage> {
  const decode = request.header.notes.includes('float-stretched') ? decodeStretched : decodeEightBit
  return decode(request, failOn)
}

async function decodeAfterComplaint(request: DecodeRequest, cause: unknown): Promise<StoredPixels> {
  const message = cause instanceof Error ? cause.message : String(cause)
  if (isHarmless(message)) {
    const image = await decodePixels(request, 'truncated')
    return { image, notes: ['decoder-warning'], damage: null }
  }
  if (request.damaged === 'refuse') throw cause
  const image = await decodePixels(request, 'none')
  return { image, notes: [], damage: damageOf(request.bytes, request.header.format, message) }
}

/**
 * Decodes with libvips through sharp: shrink on load, colour conversion to 8-bit sRGB (CMYK, Lab,
 * 16 bits, embedded profiles), alpha composited on white, first frame or page.
 */
export const decodeWithLibvips: DecodeStored = async (request) => {
  try {
    const image = await decodePixels(request, 'warning')
    return { image, notes: [], damage: null }
  } catch (cause) {
    try {
      return await decodeAfterComplaint(request, cause)
    } catch (second) {
      throw decodeError(request.bytes, request.header.format, second)
    }
  }
}
