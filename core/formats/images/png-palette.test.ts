import { describe, expect, it } from 'vitest'
import { inflate, writePlatform } from '#core/testing/label-files'
import { readPngColors } from './png-colors'
import { encodePalettePng } from './png-encode'
import { readPngIndices } from './png-index'

/** 2 x 2 pixels, red green / blue white, RGB; written with Pillow 13. */
const rgb = Uint8Array.from(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP4z8DA8J+BkYHh////DAAe9gT9Ce00PgAAAABJRU5ErkJggg==', 'base64'))

describe('palette PNG', () => {
  it('holds indices and colors', () => {
    const indices = Uint8Array.of(0, 1, 255, 2, 1, 0)
    const palette = Array.from({ length: 256 }, (_, index) => [index, 255 - index, 7] as const)
    const png = encodePalettePng(indices, palette, 3, 2, writePlatform)
    expect([...readPngIndices(png, inflate).data]).toEqual([...indices])
    const at = Buffer.from(png).indexOf('PLTE')
    expect([...png.subarray(at + 4, at + 10)]).toEqual([0, 255, 7, 1, 254, 7])
    expect(() => encodePalettePng(indices, [], 3, 2, writePlatform)).toThrow('1 to 256')
  })
})

describe('RGB PNG', () => {
  it('is read by its colors', () => {
    expect([...readPngColors(rgb, inflate).data]).toEqual([0xff0000, 0x00ff00, 0x0000ff, 0xffffff])
  })

  it('refuses other kinds', () => {
    const png = encodePalettePng(Uint8Array.of(0), [[0, 0, 0]], 1, 1, writePlatform)
    expect(() => readPngColors(png, inflate)).toThrow('color type 3')
    expect(() => readPngIndices(rgb, inflate)).toThrow('colour type 2')
  })
})
