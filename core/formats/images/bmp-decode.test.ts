import { describe, expect, it } from 'vitest'
import { decodeBmp } from './bmp-decode'
import { readBmpLayout } from './bmp-header'
import { ByteReader } from './byte-reader'
import { type BytePart, bytesOf, le16, le32 } from './testing/bytes'

interface Picture {
  readonly width: number
  /** Negative for rows stored top down. */
  readonly height: number
  readonly bits: number
  readonly coding?: number
  readonly headerBytes?: number
  readonly masks?: readonly number[]
  readonly palette?: readonly number[]
  readonly pixels: readonly BytePart[]
}

function bmp({ width, height, bits, coding = 0, headerBytes = 40, masks = [], palette = [], pixels }: Picture): Uint8Array {
  const info =
    headerBytes === 12
      ? bytesOf(le32(12), le16(width), le16(height), le16(1), le16(bits))
      : bytesOf(le32(headerBytes), le32(width), le32(height), le16(1), le16(bits), le32(coding), new Uint8Array(20))
  const maskBytes = masks.flatMap(le32)
  const padding = new Uint8Array(Math.max(0, 14 + headerBytes - 14 - info.length - maskBytes.length))
  const head = bytesOf(info, maskBytes, padding, palette)
  return bytesOf('BM', le32(0), le32(0), le32(14 + head.length), head, ...pixels)
}

function decode(bytes: Uint8Array, factor = 1) {
  const layout = readBmpLayout(new ByteReader(bytes))
  if (layout.kind === 'refused') throw new Error(layout.reason)
  const { image, truncated } = decodeBmp(bytes, layout, factor)
  return { width: image.width, height: image.height, pixels: [...image.data], truncated }
}

const red = [255, 0, 0]
const green = [0, 255, 0]
const blue = [0, 0, 255]
const black = [0, 0, 0]
const white = [255, 255, 255]
/** Blue, green, red, reserved; as stored. */
const palette4 = [0, 0, 0, 0, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 0]

describe('decodeBmp', () => {
  it('reads 24 bits, bottom row first and padded to four bytes', () => {
    const rows = [0, 0, 255, 0, 255, 0, 9, 9, 255, 0, 0, 255, 255, 255, 9, 9]
    const upright = { width: 2, height: 2, pixels: [...blue, ...white, ...red, ...green], truncated: false }
    expect(decode(bmp({ width: 2, height: 2, bits: 24, pixels: [rows] }))).toEqual(upright)
    const topDown = decode(bmp({ width: 2, height: -2, bits: 24, pixels: [rows] }))
    expect(topDown.pixels).toEqual([...red, ...green, ...blue, ...white])
  })

  it('reads the OS/2 header with three-byte palette entries', () => {
    const picture = bmp({ width: 3, height: 1, bits: 1, headerBytes: 12, palette: [0, 0, 255, 255, 0, 0], pixels: [0b01000000, 0, 0, 0] })
    expect(decode(picture).pixels).toEqual([...red, ...blue, ...red])
  })

  it.each([
    [1, [0b01000000, 0, 0, 0], [...black, ...red]],
    [2, [0b01110000, 0, 0, 0], [...red, ...blue]],
    [4, [0x12, 0, 0, 0], [...red, ...green]],
    [8, [3, 2, 0, 0], [...blue, ...green]],
  ])('reads %i bits with a palette', (bits, pixels, expected) => {
    expect(decode(bmp({ width: 2, height: 1, bits, palette: palette4, pixels: [pixels] })).pixels).toEqual(expected)
  })

  it('scales 16 bits of 5-5-5 and 5-6-5 to full range', () => {
    const plain = bmp({ width: 2, height: 1, bits: 16, pixels: [le16(0x7c00), le16(16 << 5)] })
    expect(decode(plain).pixels).toEqual([255, 0, 0, 0, Math.round((16 * 255) / 31), 0])
    const masks = [0xf800, 0x07e0, 0x001f]
    const masked = bmp({ width: 2, height: 1, bits: 16, coding: 3, masks, pixels: [le16(0xffff), le16(32 << 5)] })
    expect(decode(masked).pixels).toEqual([...white, 0, Math.round((32 * 255) / 63), 0])
  })

  it('composites 32 bits with an alpha mask on white, unless all alpha is zero', () => {
    const masks = [0x00ff0000, 0x0000ff00, 0x000000ff, 0xff000000]
    const picture = (pixels: readonly number[]) =>
      bmp({ width: 2, height: 1, bits: 32, coding: 3, headerBytes: 124, masks, pixels: [pixels] })
    expect(decode(picture([0, 0, 255, 0, 0, 0, 255, 128])).pixels).toEqual([...white, 255, 127, 127])
    expect(decode(picture([0, 0, 255, 0, 0, 255, 0, 0])).pixels).toEqual([...red, ...green])
  })

  it('reads RLE8 with runs, literals, jumps and line ends', () => {
    const data = [2, 1, 0, 0, /* up */ 0, 3, 1, 2, 3, 0 /* pad */, 0, 2, 0, 1 /* jump up */, 1, 2, 0, 1]
    const picture = decode(bmp({ width: 4, height: 3, bits: 8, coding: 1, palette: palette4, pixels: [data] }))
    const rows = [
      [...black, ...black, ...black, ...green],
      [...red, ...green, ...blue, ...black],
      [...red, ...red, ...black, ...black],
    ]
    expect(picture).toMatchObject({ pixels: rows.flat(), truncated: false })
  })

  it('reads RLE4, whose runs alternate two colours', () => {
    const data = [3, 0x12, 0, 0, 0, 3, 0x32, 0x10, 0, 1]
    const picture = decode(bmp({ width: 3, height: 2, bits: 4, coding: 2, palette: palette4, pixels: [data] }))
    expect(picture.pixels).toEqual([...blue, ...green, ...red, ...red, ...green, ...red])
  })

  it('averages boxes, smaller ones at the edges', () => {
    const gray = (level: number) => [level, level, level]
    const rows = [...gray(10), ...gray(20), ...gray(90), 0, 0, 0, ...gray(30), ...gray(40), ...gray(70), 0, 0, 0]
    expect(decode(bmp({ width: 3, height: -2, bits: 24, pixels: [rows] }), 2)).toMatchObject({
      width: 2,
      height: 1,
      pixels: [...gray(25), ...gray(80)],
    })
  })

  it('tells when pixels are missing', () => {
    expect(decode(bmp({ width: 2, height: 2, bits: 24, pixels: [[0, 0, 255, 0, 255, 0, 0, 0]] })).truncated).toBe(true)
    expect(decode(bmp({ width: 4, height: 3, bits: 8, coding: 1, palette: palette4, pixels: [[2, 1]] })).truncated).toBe(true)
  })
})
