import { deflateSync } from 'node:zlib'
import { crc32 } from './crc32'
import type { RgbImage } from '#core/geometry/rgb-image'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

type Rgb = readonly [number, number, number]

/** A picture in one colour. */
export function plainPicture(width: number, height: number, colour: Rgb): RgbImage {
  const data = new Uint8Array(width * height * 3)
  for (let at = 0; at < data.length; at++) data[at] = colour[at % 3] ?? 0
  return { width, height, data }
}

/** A light gray picture with a pure red box. */
export function boxPicture(width: number, height: number, box: Box): RgbImage {
  const picture = plainPicture(width, height, [190, 190, 190])
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let x = box.x; x < box.x + box.width; x++) picture.data.set([255, 0, 0], (y * width + x) * 3)
  }
  return picture
}

/** Fine-grained picture whose compressed data are about as long as its pixels. */
export function noisePicture(width: number, height: number): RgbImage {
  const data = new Uint8Array(width * height * 3)
  let state = 12345
  for (let at = 0; at < data.length; at++) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    data[at] = 100 + ((state >>> 16) % 60)
  }
  return { width, height, data }
}

function isRed(image: RgbImage, at: number): boolean {
  return (image.data[at] ?? 0) - (image.data[at + 1] ?? 0) > 120
}

/** Where the red box lies: the extent of all reddish pixels. */
export function findRedBox(image: RgbImage): Box {
  let [left, top, right, bottom] = [image.width, image.height, -1, -1]
  for (let y = 0; y < image.height; y++) {
    for (let x = 0; x < image.width; x++) {
      if (!isRed(image, (y * image.width + x) * 3)) continue
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = y
    }
  }
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
}

function u32(value: number): number[] {
  return [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
}

function chunk(type: string, body: Uint8Array): Uint8Array {
  const named = Uint8Array.from([...Buffer.from(type, 'latin1'), ...body])
  return Buffer.concat([Uint8Array.from(u32(body.length)), named, Uint8Array.from(u32(crc32(named)))])
}

export interface PngParts {
  readonly width: number
  readonly height: number
  readonly bitDepth: number
  readonly colourType: 0 | 2 | 3 | 4 | 6
  /** Rows with their filter byte. */
  readonly rows: Uint8Array
  readonly extraChunks?: readonly (readonly [type: string, body: Uint8Array])[]
}

/** A PNG file written chunk by chunk, without any image library. */
export function writePng({ width, height, bitDepth, colourType, rows, extraChunks = [] }: PngParts): Uint8Array {
  const header = Uint8Array.from([...u32(width), ...u32(height), bitDepth, colourType, 0, 0, 0])
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    ...extraChunks.map(([type, body]) => chunk(type, body)),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', new Uint8Array(0)),
  ])
}

/** RGB pixels as PNG rows without filter. */
export function pngRows(image: RgbImage): Uint8Array {
  const stride = image.width * 3
  const rows = new Uint8Array(image.height * (stride + 1))
  for (let y = 0; y < image.height; y++) rows.set(image.data.subarray(y * stride, (y + 1) * stride), y * (stride + 1) + 1)
  return rows
}

/** An EXIF block with nothing but an orientation. */
export function exifWithOrientation(orientation: number): Uint8Array {
  return Uint8Array.from([0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0])
}

/** Puts an application segment right after a JPEG file's first marker. */
export function insertSegment(jpeg: Uint8Array, marker: number, body: Uint8Array): Uint8Array {
  const length = body.length + 2
  return Buffer.concat([jpeg.subarray(0, 2), Uint8Array.from([0xff, marker, length >> 8, length & 255]), body, jpeg.subarray(2)])
}

export function insertExif(jpeg: Uint8Array, exif: Uint8Array): Uint8Array {
  return insertSegment(jpeg, 0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif]))
}
