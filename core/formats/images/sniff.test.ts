import { describe, expect, it } from 'vitest'
import { sniffImage, type SniffResult } from './sniff'
import { be16, be32, bytesOf, exifBlock, jpegHead, jpegSegment, le16, le32, pngChunk, pngHead } from './testing/bytes'

function sniff(bytes: Uint8Array, name?: string): SniffResult {
  return sniffImage(bytes, bytes.length, name === undefined ? {} : { name })
}

function headerOf(bytes: Uint8Array) {
  const result = sniff(bytes)
  if (result.kind !== 'image') throw new Error(JSON.stringify(result))
  return result.header
}

const exif6 = exifBlock('MM', [[0x0112, 6]])

describe('sniffImage on JPEG', () => {
  const app1 = jpegSegment(0xe1, 'Exif\0\0', exif6)

  it('reads size and orientation', () => {
    expect(headerOf(jpegHead(640, 480, [app1]))).toEqual({
      format: 'jpeg',
      stored: { width: 640, height: 480 },
      orientation: 6,
      notes: [],
    })
  })

  it('passes over stray bytes and fill bytes between segments', () => {
    const head = jpegHead(640, 480, [app1, bytesOf(1, 2, 3, 4, 5), jpegSegment(0xfe, 'a comment'), bytesOf(0xff, 0xff)])
    expect(headerOf(head)).toMatchObject({ stored: { width: 640, height: 480 }, orientation: 6 })
  })

  it('refuses lossless, 12-bit, frameless and cut headers', () => {
    expect(sniff(jpegHead(8, 8, [], 0xc3))).toMatchObject({ kind: 'refused', code: 'unsupported-image' })
    const deep = jpegHead(8, 8)
    deep[6] = 12
    expect(sniff(deep)).toMatchObject({ kind: 'refused', reason: 'JPEG with 12 bits per sample is not supported.' })
    expect(sniff(bytesOf(0xff, 0xd8, 0xff, 0xd9))).toMatchObject({ kind: 'refused', code: 'image-damaged' })
    expect(sniff(jpegHead(8, 8).subarray(0, 9))).toMatchObject({ kind: 'refused', reason: expect.stringContaining('truncated') })
    expect(sniff(jpegHead(8, 0))).toMatchObject({ kind: 'refused', code: 'image-damaged' })
  })

  it('asks for more when only the start of the file was given', () => {
    const head = jpegHead(640, 480, [jpegSegment(0xe2, new Uint8Array(1000))])
    const result = sniffImage(head.subarray(0, 100), head.length)
    expect(result.kind).toBe('incomplete')
    expect(sniffImage(head, 5_000_000).kind).toBe('image')
  })

  it('notes further views of a multi-picture file, not thumbnails', () => {
    const index = (type: number) => {
      const directory = bytesOf(be16(1), be16(0xb002), be16(7), be32(32), be32(26), be32(0))
      return bytesOf('MPF\0', 'MM', be16(42), be32(8), directory, be32(0x20030000), be32(0), be32(0), be32(0), be32(type << 16), be32(0), be32(0), be32(0))
    }
    expect(headerOf(jpegHead(8, 8, [jpegSegment(0xe2, index(0x02))])).notes).toEqual(['first-frame-only'])
    expect(headerOf(jpegHead(8, 8, [jpegSegment(0xe2, index(0x01))])).notes).toEqual([])
  })
})

describe('sniffImage on PNG', () => {
  it('reads size and eXIf, also after the picture data', () => {
    expect(headerOf(pngHead(600, 400, [pngChunk('eXIf', exif6)]))).toEqual({
      format: 'png',
      stored: { width: 600, height: 400 },
      orientation: 6,
      notes: [],
    })
    const late = bytesOf(pngHead(600, 400).subarray(0, -12), pngChunk('eXIf', exif6), pngChunk('IEND'))
    expect(headerOf(late).orientation).toBe(6)
  })

  it('reads EXIF kept as hexadecimal text', () => {
    const hex = [...exif6].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    const profile = `\nexif\n      ${exif6.length}\n${hex.slice(0, 36)}\n${hex.slice(36)}\n`
    expect(headerOf(pngHead(6, 4, [pngChunk('tEXt', 'Raw profile type exif\0', profile)])).orientation).toBe(6)
    const packed = pngHead(6, 4, [pngChunk('zTXt', 'Raw profile type exif\0\0', 'packed')])
    const inflate = () => bytesOf(profile)
    expect(sniffImage(packed, packed.length, { inflate })).toMatchObject({ header: { orientation: 6 } })
    expect(sniffImage(packed, packed.length)).toMatchObject({ header: { orientation: 1, notes: [] } })
    const fail = () => {
      throw new Error('broken stream')
    }
    expect(sniffImage(packed, packed.length, { inflate: fail })).toMatchObject({ header: { notes: ['exif-damaged'] } })
  })

  it('refuses bombs with their dimensions', () => {
    expect(sniff(pngHead(40000, 30000))).toEqual({
      kind: 'refused',
      code: 'image-too-large',
      reason: 'The picture is 40000 × 30000 pixels (1200 megapixels); pictures open up to 300 megapixels.',
    })
    expect(sniff(pngHead(2 ** 31 - 1, 2 ** 31 - 1))).toMatchObject({ code: 'image-too-large', reason: expect.stringContaining('2147483647') })
    expect(sniff(pngHead(0, 10))).toMatchObject({ code: 'image-damaged' })
  })

  it('takes strips and pictures that open reduced', () => {
    expect(headerOf(pngHead(70000, 10)).notes).toEqual([])
    expect(headerOf(pngHead(12000, 12000)).notes).toEqual(['reduced'])
  })

  it('notes an animation', () => {
    expect(headerOf(pngHead(8, 8, [pngChunk('acTL', be32(41), be32(0))])).notes).toEqual(['first-frame-only'])
  })
})

describe('sniffImage on WebP and GIF', () => {
  const webp = (...parts: Uint8Array[]) => bytesOf('RIFF', le32(4 + parts.reduce((sum, part) => sum + part.length, 0)), 'WEBP', ...parts)

  it('reads the three kinds of WebP', () => {
    const lossy = webp(bytesOf('VP8 ', le32(10), 0x30, 1, 0, 0x9d, 0x01, 0x2a, le16(550), le16(368)))
    expect(headerOf(lossy).stored).toEqual({ width: 550, height: 368 })
    const bits = 385 - 1 + (395 - 1) * 2 ** 14
    expect(headerOf(webp(bytesOf('VP8L', le32(5), 0x2f, le32(bits)))).stored).toEqual({ width: 385, height: 395 })
    const extended = bytesOf('VP8X', le32(10), 0x08 | 0x02, 0, 0, 0, [399 & 255, 399 >> 8, 0], [599 & 255, 599 >> 8, 0])
    const exif = bytesOf('EXIF', le32(exif6.length), exif6)
    expect(headerOf(webp(extended, bytesOf('ANIM', le32(3), 1, 2, 3, 0), exif))).toEqual({
      format: 'webp',
      stored: { width: 400, height: 600 },
      orientation: 6,
      notes: ['first-frame-only'],
    })
  })

  it('reads the canvas of a GIF and counts its frames', () => {
    const frame = bytesOf(0x2c, le16(0), le16(0), le16(4), le16(3), 0, 2, [1, 0x4c], 0)
    const gif = (frames: readonly Uint8Array[]) => bytesOf('GIF89a', le16(4), le16(3), 0x80, 0, 0, [0, 0, 0, 255, 255, 255], ...frames, 0x3b)
    expect(headerOf(gif([frame]))).toEqual({ format: 'gif', stored: { width: 4, height: 3 }, orientation: 1, notes: [] })
    expect(headerOf(gif([bytesOf(0x21, 0xf9, 4, 0, 0, 0, 0, 0), frame, frame])).notes).toEqual(['first-frame-only'])
  })
})

describe('sniffImage on what is no supported image', () => {
  it.each([
    ['nothing at all', '', 'not-an-image', 'empty'],
    ['plain words', 'these are words\nand more words\n', 'not-an-image', 'text'],
    ['a web page', '<!DOCTYPE html>\n<html></html>', 'not-an-image', 'web page'],
    ['a drawing', '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', 'unsupported-image', 'SVG'],
    ['JPEG 2000', '\0\0\0\x0cjP  \r\n\x87\n', 'unsupported-image', 'JPEG 2000'],
    ['Canon raw', 'II*\0\x10\0\0\0CR\x02\0', 'unsupported-image', 'raw'],
    ['newer Canon raw', '\0\0\0\x18ftypcrx \0\0\0\x01crx isom', 'unsupported-image', 'raw'],
    ['Fuji raw', 'FUJIFILMCCD-RAW 0201', 'unsupported-image', 'raw'],
    ['an MP4 video', '\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'not-an-image', 'video'],
    ['an AVI video', 'RIFF\0\0\0\0AVI LIST', 'not-an-image', 'video'],
    ['a PPM', 'P6\n4 4\n255\n', 'unsupported-image', 'Netpbm'],
    ['a PDF', '%PDF-1.7\n', 'unsupported-image', 'PDF'],
    ['macOS attributes', '\0\x05\x16\x07\0\x02\0\0', 'not-an-image', 'macOS'],
    ['unknown bytes', '\x01\x02\x03\x04\x05', 'not-an-image', 'no known kind'],
  ])('refuses %s', (_, text, code, words) => {
    expect(sniff(bytesOf(text))).toMatchObject({ kind: 'refused', code, reason: expect.stringContaining(words) })
  })

  it('notes an extension that promises another format', () => {
    expect(sniff(pngHead(8, 8), 'photo.jpg')).toMatchObject({ header: { format: 'png', notes: ['extension-differs'] } })
    expect(sniff(jpegHead(8, 8), 'PHOTO.JPG')).toMatchObject({ header: { notes: [] } })
    expect(sniff(jpegHead(8, 8), 'noext')).toMatchObject({ header: { notes: [] } })
  })
})
