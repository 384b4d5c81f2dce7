import { BoxReducer } from '#core/formats/images/box-reducer'
import { ByteReader } from '#core/formats/images/byte-reader'
import { convertToSrgb } from '#core/formats/images/convert-to-srgb'
import { readHeifProfile } from '#core/formats/images/heif-header'
import { isSrgbProfile } from '#core/formats/images/srgb'
import type { RgbImage } from '#core/geometry/rgb-image'
import { decodeError } from './damaged-photo'
import { type Libheif, loadLibheif } from './load-libheif'
import { asBuffer } from './own-bytes'
import type { DecodeStored } from './stored-pixels'

/** One interleaved plane, rows of `stride` bytes. */
interface Plane {
  readonly width: number
  readonly height: number
  readonly stride: number
  readonly data: Uint8Array
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** Results of libheif's JavaScript layer are either what was asked for or a record with code and message. */
function checked(library: Libheif, result: unknown): unknown {
  if (isRecord(result) && 'code' in result && result['code'] !== library.heif_error_code.heif_error_Ok) {
    throw new Error(`libheif: ${String(result['message'])}`)
  }
  return result
}

function firstPlane(decoded: Record<string, unknown>): Plane {
  const channels = decoded['channels']
  const channel: unknown = Array.isArray(channels) ? channels[0] : undefined
  if (!isRecord(channel)) throw new Error('libheif: no pixels')
  const { width, height, stride, data } = channel
  if (typeof width !== 'number' || typeof height !== 'number' || typeof stride !== 'number' || !(data instanceof Uint8Array)) {
    throw new Error('libheif: pixels of an unknown shape')
  }
  return { width, height, stride, data }
}

function rowOnWhite(rgba: Uint8Array, rgb: Uint8Array): void {
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    const cover = rgba[from + 3] ?? 255
    for (let channel = 0; channel < 3; channel++) {
      rgb[to + channel] = Math.round(((rgba[from + channel] ?? 0) * cover + 255 * (255 - cover)) / 255)
    }
  }
}

function readPlane(plane: Plane, samplesPerPixel: 3 | 4, factor: number): RgbImage {
  const reducer = new BoxReducer(plane, factor)
  const row = new Uint8Array(plane.width * 3)
  for (let y = 0; y < plane.height; y++) {
    const stored = plane.data.subarray(y * plane.stride, y * plane.stride + plane.width * samplesPerPixel)
    if (samplesPerPixel === 4) rowOnWhite(stored, row)
    reducer.addRow(samplesPerPixel === 4 ? row : stored)
  }
  return reducer.finish()
}

type Handle = Parameters<Libheif['heif_image_handle_release']>[0]
type Context = ReturnType<Libheif['heif_context_alloc']>

function decodeHandle(library: Libheif, handle: Handle, factor: number): RgbImage {
  const hasAlpha = library.heif_image_handle_has_alpha_channel(handle) !== 0
  const { heif_chroma_interleaved_RGB: rgb, heif_chroma_interleaved_RGBA: rgba } = library.heif_chroma
  const colourSpace = library.heif_colorspace.heif_colorspace_RGB
  const decoded = checked(library, library.heif_js_decode_image2(handle, colourSpace, hasAlpha ? rgba : rgb))
  if (!isRecord(decoded)) throw new Error('libheif: nothing decoded')
  try {
    return readPlane(firstPlane(decoded), hasAlpha ? 4 : 3, factor)
  } finally {
    library.heif_image_release(decoded['image'] as Parameters<Libheif['heif_image_release']>[0])
  }
}

function decodePrimary(library: Libheif, context: Context, bytes: Uint8Array, factor: number): RgbImage {
  checked(library, library.heif_context_read_from_memory(context, asBuffer(bytes)))
  const handle = checked(library, library.heif_context_get_primary_image_handle(context)) as Handle
  try {
    return decodeHandle(library, handle, factor)
  } finally {
    library.heif_image_handle_release(handle)
  }
}

/** Decodes the primary picture of a HEIC file, turned upright by libheif, and converts a stated wide gamut to sRGB. */
export const decodeHeic: DecodeStored = async ({ bytes, header, reduction }) => {
  const library = loadLibheif()
  const context = library.heif_context_alloc()
  try {
    const image = decodePrimary(library, context, bytes, reduction.factor)
    const profile = readHeifProfile(new ByteReader(bytes))
    if (profile !== null && !isSrgbProfile(profile)) convertToSrgb(image.data, profile)
    return { image, notes: [], damage: null }
  } catch (cause) {
    throw decodeError(bytes, header.format, cause)
  } finally {
    library.heif_context_free(context)
  }
}
