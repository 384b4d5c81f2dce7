import { ByteReader } from '#core/formats/images/byte-reader'
import { readMatrixProfile } from '#core/formats/images/icc-profile'
import { jpegIccProfile } from '#core/formats/images/jpeg-header'
import { type JpegLayout, readJpegLayout, withoutStrayBytes } from '#core/formats/images/jpeg-layout'
import { isSrgbProfile } from '#core/formats/images/srgb'
import { decodeWithJpegTurbo } from './decode-with-jpeg-turbo'
import { decodeWithLibvips } from './decode-with-libvips'
import { loadJpegTurbo } from './load-jpeg-turbo'
import type { DecodeRequest, DecodeStored } from './stored-pixels'

/**
 * Up to this many pixels a full decode by libjpeg-turbo costs less than libvips (measured), whose fixed cost is that of 1.5 megapixels:
 * with weak reductions, which make libvips work out most coefficients too, and with strong ones.
 */
const smallPixels = { weak: 4_000_000, strong: 2_000_000 }
const strongFactor = 5

/** Gray or three components, in sRGB as far as is stated. */
function isPlainColour(reader: ByteReader, layout: JpegLayout): boolean {
  const components = layout.frame?.components
  if (components !== 1 && components !== 3) return false
  const icc = jpegIccProfile(reader, layout)
  if (icc === null) return true
  const profile = readMatrixProfile(icc)
  return profile !== null && isSrgbProfile(profile)
}

function prefersJpegTurbo({ header, reduction }: DecodeRequest): boolean {
  const { width, height } = header.stored
  if (reduction.factor === 1) return true
  return width * height <= (reduction.factor < strongFactor ? smallPixels.weak : smallPixels.strong)
}

/**
 * Decodes a JPEG. Small pictures, and larger ones wanted in full, go through libjpeg-turbo;
 * CMYK, other colour profiles and reductions go through libvips, at a few times the cost for small pictures.
 * What libjpeg-turbo complains about is decoded again by libvips, which knows harmless from harmful.
 */
export const decodeJpeg: DecodeStored = async (request) => {
  const reader = new ByteReader(request.bytes)
  const layout = readJpegLayout(reader)
  const clean = { ...request, bytes: withoutStrayBytes(request.bytes, layout) }
  const turbo = loadJpegTurbo()
  if (!turbo.available || !prefersJpegTurbo(request) || !isPlainColour(reader, layout)) return decodeWithLibvips(clean)
  const image = decodeWithJpegTurbo(turbo.jpegTurbo, clean)
  if (image !== null) return { image, notes: [], damage: null }
  const second = await decodeWithLibvips(clean)
  const notes = second.damage === null && !second.notes.includes('decoder-warning') ? (['decoder-warning'] as const) : second.notes
  return { ...second, notes }
}
