import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { decodeBytes, pixelAt } from './testing/decode-bytes'
import { flatJpeg } from './testing/flat-jpeg'
import { insertSegment, plainPicture, writePng } from './testing/pictures'

function open(colour: readonly [number, number, number]) {
  return sharp(plainPicture(64, 64, colour).data, { raw: { width: 64, height: 64, channels: 3 } })
}

/** Greatest difference in any channel. */
function distance(actual: readonly number[], expected: readonly number[]): number {
  return Math.max(...actual.map((level, channel) => Math.abs(level - (expected[channel] ?? Infinity))))
}

function isCyan([red = 255, green = 0, blue = 0]: readonly number[]): boolean {
  return red < 90 && green > 120 && blue > 160
}

/** Rows of one byte value each behind a filter byte. */
function rowsOf(pixelBytes: readonly number[], width: number, height: number): Uint8Array {
  const row = [0, ...Array.from({ length: width }, () => pixelBytes).flat()]
  return Uint8Array.from(Array.from({ length: height }, () => row).flat())
}

describe('JPEG colour', () => {
  it('keeps red red and gray gray', async () => {
    const red = pixelAt(await decodeBytes(await open([230, 20, 20]).jpeg({ quality: 95 }).toBuffer()), 30, 30)
    expect(distance(red, [230, 20, 20])).toBeLessThanOrEqual(4)
    const gray = await open([120, 120, 120]).toColourspace('b-w').jpeg({ quality: 95 }).toBuffer()
    expect(distance(pixelAt(await decodeBytes(gray), 30, 30), [120, 120, 120])).toBeLessThanOrEqual(2)
  })

  it('shows Adobe CMYK and YCCK cyan as cyan', async () => {
    // Adobe stores inks inverted: full cyan is 0, no ink is 255. YCCK codes 255 minus that as if it were RGB.
    const cmyk = flatJpeg({ levels: [0, 255, 255, 255], adobeTransform: 0 })
    const ycck = flatJpeg({ levels: [76, 85, 255, 255], adobeTransform: 2 })
    expect(isCyan(pixelAt(await decodeBytes(cmyk), 4, 4))).toBe(true)
    expect(isCyan(pixelAt(await decodeBytes(ycck), 4, 4))).toBe(true)
  })

  it('converts a Display P3 profile to sRGB', async () => {
    // Display P3 (200, 180, 60) is sRGB (204, 179, 8) by the chromaticities of both spaces.
    const jpeg = await sharp({ create: { width: 64, height: 64, channels: 3, background: { r: 204, g: 179, b: 8 } } })
      .withIccProfile('p3')
      .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
      .toBuffer()
    const untagged = await sharp(jpeg, { ignoreIcc: true }).raw().toBuffer()
    expect(distance([...untagged.subarray(0, 3)], [200, 180, 60])).toBeLessThanOrEqual(2)
    expect(distance(pixelAt(await decodeBytes(jpeg), 30, 30), [204, 179, 8])).toBeLessThanOrEqual(5)
  })

  it('leaves the pixels of an sRGB profile alone', async () => {
    const plain = await open([200, 180, 60]).jpeg({ quality: 95 }).toBuffer()
    const { icc } = await sharp(await open([1, 2, 3]).withIccProfile('srgb').jpeg().toBuffer()).metadata()
    if (icc === undefined) throw new Error('no profile to test with')
    const tagged = insertSegment(plain, 0xe2, Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1'), icc]))
    expect(distance(pixelAt(await decodeBytes(tagged), 30, 30), pixelAt(await decodeBytes(plain), 30, 30))).toBeLessThanOrEqual(2)
  })
})

describe('depth and transparency', () => {
  it('scales 16 bits: 32768 becomes 128', async () => {
    const rows = rowsOf([0x80, 0x00], 64, 64)
    const photo = await decodeBytes(writePng({ width: 64, height: 64, bitDepth: 16, colourType: 0, rows }))
    expect(distance(pixelAt(photo, 10, 10), [128, 128, 128])).toBeLessThanOrEqual(1)
  })

  it('scales a big-endian 16-bit TIFF', async () => {
    expect(distance(pixelAt(await decodeBytes(bigEndianTiff16(32768)), 1, 1), [128, 128, 128])).toBeLessThanOrEqual(1)
  })

  it('stretches 32-bit float samples between their least and greatest', async () => {
    const photo = await decodeBytes(floatTiff([-1, 0, 1, 3]))
    expect(photo.notes).toEqual(['float-stretched'])
    expect([0, 1, 2, 3].map((x) => pixelAt(photo, x, 0)[0])).toEqual([0, 64, 128, 255])
  })

  it('puts transparent red on white', async () => {
    const rgba = writePng({ width: 8, height: 8, bitDepth: 8, colourType: 6, rows: rowsOf([255, 0, 0, 0], 8, 8) })
    expect(pixelAt(await decodeBytes(rgba), 4, 4)).toEqual([255, 255, 255])
    const half = writePng({ width: 8, height: 8, bitDepth: 8, colourType: 4, rows: rowsOf([0, 128], 8, 8) })
    expect(distance(pixelAt(await decodeBytes(half), 4, 4), [127, 127, 127])).toBeLessThanOrEqual(1)
  })

  it('reads palettes and single bits', async () => {
    const palette = [['PLTE', Uint8Array.from([10, 20, 30, 200, 100, 50])]] as const
    const indexed = writePng({ width: 8, height: 2, bitDepth: 1, colourType: 3, rows: Uint8Array.from([0, 0x0f, 0, 0xf0]), extraChunks: palette })
    const photo = await decodeBytes(indexed)
    expect([pixelAt(photo, 0, 0), pixelAt(photo, 7, 0)]).toEqual([[10, 20, 30], [200, 100, 50]])
    const bilevel = writePng({ width: 8, height: 1, bitDepth: 1, colourType: 0, rows: Uint8Array.from([0, 0b01000000]) })
    expect([pixelAt(await decodeBytes(bilevel), 0, 0), pixelAt(await decodeBytes(bilevel), 1, 0)]).toEqual([[0, 0, 0], [255, 255, 255]])
    const gif = await decodeBytes(await open([200, 100, 50]).gif().toBuffer())
    expect(distance(pixelAt(gif, 5, 5), [200, 100, 50])).toBeLessThanOrEqual(2)
  })
})

interface TiffField {
  readonly tag: number
  readonly value: number
}

/** An uncompressed one-row gray TIFF in one strip. */
function grayTiff(order: 'MM' | 'II', bits: number, sampleFormat: number, width: number, samples: Uint8Array): Uint8Array {
  const fields: TiffField[] = [
    { tag: 256, value: width },
    { tag: 257, value: 1 },
    { tag: 258, value: bits },
    { tag: 259, value: 1 },
    { tag: 262, value: 1 },
    { tag: 273, value: 8 },
    { tag: 277, value: 1 },
    { tag: 278, value: 1 },
    { tag: 279, value: samples.length },
    { tag: 339, value: sampleFormat },
  ]
  const directoryAt = 8 + samples.length
  const bytes = new Uint8Array(directoryAt + 2 + fields.length * 12 + 4)
  const view = new DataView(bytes.buffer)
  const little = order === 'II'
  bytes.set([...order].map((letter) => letter.charCodeAt(0)))
  view.setUint16(2, 42, little)
  view.setUint32(4, directoryAt, little)
  bytes.set(samples, 8)
  view.setUint16(directoryAt, fields.length, little)
  fields.forEach(({ tag, value }, index) => {
    const at = directoryAt + 2 + index * 12
    view.setUint16(at, tag, little)
    view.setUint16(at + 2, 4, little)
    view.setUint32(at + 4, 1, little)
    view.setUint32(at + 8, value, little)
  })
  return bytes
}

function bigEndianTiff16(level: number): Uint8Array {
  const samples = Uint8Array.from(Array.from({ length: 4 }, () => [level >> 8, level & 255]).flat())
  const oneRow = grayTiff('MM', 16, 1, 2, samples)
  new DataView(oneRow.buffer).setUint32(8 + samples.length + 2 + 12 + 8, 2)
  new DataView(oneRow.buffer).setUint32(8 + samples.length + 2 + 7 * 12 + 8, 2)
  return oneRow
}

function floatTiff(values: readonly number[]): Uint8Array {
  const samples = new Uint8Array(values.length * 4)
  values.forEach((value, index) => new DataView(samples.buffer).setFloat32(index * 4, value, true))
  return grayTiff('II', 32, 3, values.length, samples)
}
