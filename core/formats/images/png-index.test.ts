import { crc32, deflateSync, inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readPngIndices } from '#core/formats/images/png-index'

const inflate = (deflated: Uint8Array, maxBytes: number): Uint8Array => inflateSync(deflated, { maxOutputLength: maxBytes })

/** 9 x 6 pixels of (x y + x) mod 15, then mod the number of colours; written by Pillow 13.0.0. */
const byPillow: readonly (readonly [colours: number, base64: string])[] = [
  [15, 'iVBORw0KGgoAAAANSUhEUgAAAAkAAAAGBAMAAADj6an2AAAALVBMVEUAAAAlWzVKtmpvEZ+UbNS5xwneIj4DfXMo2KhNM91yjhKX6Ue8RHzhn7EG+uYjrpM+AAAALUlEQVR4nGNkVFJSkmRhVHZxcWJiVDbLaGBg6RGdq8DAuiCKdQEj296zd44AAG13CO9aShFBAAAAAElFTkSuQmCC'],
  [4, 'iVBORw0KGgoAAAANSUhEUgAAAAkAAAAGAgMAAABsqVxWAAAADFBMVEUAAAAlWzVKtmpvEZ8apXceAAAAIElEQVR4nGOQlmZgVGKQYxJ/w8DIEKrNJMHDwMT93AEAH+gDWF+C4QwAAAAASUVORK5CYII='],
  [2, 'iVBORw0KGgoAAAANSUhEUgAAAAkAAAAGAQMAAAArCSaGAAAABlBMVEUAAAAlWzWUHX14AAAAGklEQVR4nGMIZWBgaGAKYmDgZ2CyYmCUyAAAEhYB9vXOlN0AAAAASUVORK5CYII='],
]

function chunk(type: string, body: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}

function png(width: number, height: number, lines: readonly number[], changes: { depth?: number; colour?: number; interlace?: number } = {}): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([changes.depth ?? 8, changes.colour ?? 3, 0, 0, changes.interlace ?? 0], 8)
  const data = deflateSync(Uint8Array.from(lines))
  const half = data.length >> 1
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', data.subarray(0, half)),
    chunk('IDAT', data.subarray(half)),
    chunk('IEND', new Uint8Array(0)),
  ])
}

describe('readPngIndices', () => {
  it.each(byPillow)('reads %i colours as indices', (colours, base64) => {
    const expected = Array.from({ length: 54 }, (_, at) => (((at % 9) * Math.floor(at / 9) + (at % 9)) % 15) % colours)
    const read = readPngIndices(Buffer.from(base64, 'base64'), inflate)
    expect(read).toMatchObject({ width: 9, height: 6 })
    expect([...read.data]).toEqual(expected)
  })

  it('undoes every filter', () => {
    // worked out by hand; each row reads 10 30 20, 13 35 250 and so on
    const lines = [
      [0, 10, 30, 20],
      [1, 13, 22, 215],
      [2, 1, 1, 10],
      [3, 3, 7, 1],
      [4, 5, 2, 255],
    ]
    // row 2: 14 36 4; row 3: 3 + 14/2 = 10, 7 + (10+36)/2 = 30, 1 + (30+4)/2 = 18
    // row 4: 5 + 10 = 15; a 15, b 30, c 10: estimate 35 is closest to b: 32; a 32, b 18, c 30: estimate 20, b: 17
    expect([...readPngIndices(png(3, 5, lines.flat()), inflate).data]).toEqual([10, 30, 20, 13, 35, 250, 14, 36, 4, 10, 30, 18, 15, 32, 17])
  })

  it('refuses what is not a class mask', () => {
    expect(() => readPngIndices(png(1, 1, [0, 1, 2, 3], { colour: 2 }), inflate)).toThrow('colour type 2')
    expect(() => readPngIndices(png(1, 1, [0, 1], { interlace: 1 }), inflate)).toThrow('interlaced')
    expect(() => readPngIndices(png(1, 2, [0, 1]), inflate)).toThrow('2 bytes of pixels, 4 expected')
    expect(() => readPngIndices(png(1, 1, [9, 1]), inflate)).toThrow('filter 9')
    expect(() => readPngIndices(new Uint8Array(40), inflate)).toThrow('not a PNG')
  })
})
