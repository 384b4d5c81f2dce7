import type { RgbImage } from '../../geometry/rgb-image'
import type { BmpLayout } from './bmp-header'
import { decodeBmpRle } from './bmp-rle'
import { BoxReducer } from './box-reducer'

export interface BmpPixels {
  readonly image: RgbImage
  /** Pixel data were missing; those pixels are black. */
  readonly truncated: boolean
}

/** Fills one row of RGB samples from the stored row with this index. */
type ReadRow = (storedRow: number, rgb: Uint8Array) => void

function readPalette(bytes: Uint8Array, layout: BmpLayout): Uint8Array {
  const palette = new Uint8Array(256 * 3)
  for (let index = 0; index < layout.paletteEntries; index++) {
    const at = layout.paletteOffset + index * layout.paletteEntryBytes
    palette[index * 3] = bytes[at + 2] ?? 0
    palette[index * 3 + 1] = bytes[at + 1] ?? 0
    palette[index * 3 + 2] = bytes[at] ?? 0
  }
  return palette
}

function storedRowBytes(layout: BmpLayout): number {
  return Math.ceil((layout.size.width * layout.bitsPerPixel) / 32) * 4
}

function paletteRows(palette: Uint8Array, width: number, indexAt: (row: number, x: number) => number): ReadRow {
  return (row, rgb) => {
    for (let x = 0; x < width; x++) {
      const from = indexAt(row, x) * 3
      rgb[x * 3] = palette[from] ?? 0
      rgb[x * 3 + 1] = palette[from + 1] ?? 0
      rgb[x * 3 + 2] = palette[from + 2] ?? 0
    }
  }
}

function indexedRows(bytes: Uint8Array, layout: BmpLayout): ReadRow {
  const bits = layout.bitsPerPixel
  const perByte = 8 / bits
  const mask = 2 ** bits - 1
  const stride = storedRowBytes(layout)
  return paletteRows(readPalette(bytes, layout), layout.size.width, (row, x) => {
    const byte = bytes[layout.pixelOffset + row * stride + Math.floor(x / perByte)] ?? 0
    return (byte >> (8 - bits - (x % perByte) * bits)) & mask
  })
}

function trueColourRows(bytes: Uint8Array, layout: BmpLayout): ReadRow {
  const stride = storedRowBytes(layout)
  return (row, rgb) => {
    let at = layout.pixelOffset + row * stride
    for (let to = 0; to < layout.size.width * 3; to += 3, at += 3) {
      rgb[to] = bytes[at + 2] ?? 0
      rgb[to + 1] = bytes[at + 1] ?? 0
      rgb[to + 2] = bytes[at] ?? 0
    }
  }
}

/** Takes the bits of a mask out of a pixel and scales them to 0..255. */
function maskedSample(mask: number): (pixel: number) => number {
  if (mask === 0) return () => 0
  const shift = 31 - Math.clz32(mask & -mask)
  const max = mask >>> shift
  return (pixel) => Math.round((((pixel & mask) >>> shift) * 255) / max)
}

function pixelReader(bytes: Uint8Array, layout: BmpLayout): (row: number, x: number) => number {
  const stride = storedRowBytes(layout)
  const byte = (at: number) => bytes[at] ?? 0
  if (layout.bitsPerPixel === 16) {
    return (row, x) => {
      const at = layout.pixelOffset + row * stride + x * 2
      return byte(at) | (byte(at + 1) << 8)
    }
  }
  return (row, x) => {
    const at = layout.pixelOffset + row * stride + x * 4
    return (byte(at) | (byte(at + 1) << 8) | (byte(at + 2) << 16) | (byte(at + 3) << 24)) >>> 0
  }
}

/** Many writers name an alpha mask and leave all alpha at zero: such a picture counts as opaque. */
function hasUsedAlpha(layout: BmpLayout, pixelAt: (row: number, x: number) => number): boolean {
  const mask = layout.masks[3]
  if (mask === 0) return false
  for (let row = 0; row < layout.size.height; row++) {
    for (let x = 0; x < layout.size.width; x++) if ((pixelAt(row, x) & mask) !== 0) return true
  }
  return false
}

function maskedRows(bytes: Uint8Array, layout: BmpLayout): ReadRow {
  const pixelAt = pixelReader(bytes, layout)
  const [red, green, blue, alpha] = layout.masks.map(maskedSample)
  if (red === undefined || green === undefined || blue === undefined || alpha === undefined) return () => undefined
  const opacity = hasUsedAlpha(layout, pixelAt) ? alpha : () => 255
  const onWhite = (sample: number, cover: number) => Math.round((sample * cover + 255 * (255 - cover)) / 255)
  return (row, rgb) => {
    for (let x = 0; x < layout.size.width; x++) {
      const pixel = pixelAt(row, x)
      const cover = opacity(pixel)
      rgb[x * 3] = onWhite(red(pixel), cover)
      rgb[x * 3 + 1] = onWhite(green(pixel), cover)
      rgb[x * 3 + 2] = onWhite(blue(pixel), cover)
    }
  }
}

interface RowSource {
  readonly readRow: ReadRow
  readonly truncated: boolean
}

function openRows(bytes: Uint8Array, layout: BmpLayout): RowSource {
  if (layout.coding === 'rle4' || layout.coding === 'rle8') {
    const { indexes, truncated } = decodeBmpRle(bytes, layout)
    const { width } = layout.size
    return { readRow: paletteRows(readPalette(bytes, layout), width, (row, x) => indexes[row * width + x] ?? 0), truncated }
  }
  const truncated = layout.pixelOffset + storedRowBytes(layout) * layout.size.height > bytes.length
  if (layout.bitsPerPixel <= 8) return { readRow: indexedRows(bytes, layout), truncated }
  const readRow = layout.bitsPerPixel === 24 ? trueColourRows(bytes, layout) : maskedRows(bytes, layout)
  return { readRow, truncated }
}

/**
 * Decodes a BMP file to RGB, rows top to bottom, averaged by a whole factor on the way;
 * transparency is composited on white.
 *
 * @param bytes the whole file
 * @param factor 1 for full size; the result is ceil(width / factor) × ceil(height / factor)
 */
export function decodeBmp(bytes: Uint8Array, layout: BmpLayout, factor: number): BmpPixels {
  const { width, height } = layout.size
  const { readRow, truncated } = openRows(bytes, layout)
  const reducer = new BoxReducer(layout.size, factor)
  const row = new Uint8Array(width * 3)
  for (let y = 0; y < height; y++) {
    readRow(layout.rowOrder === 'top-down' ? y : height - 1 - y, row)
    reducer.addRow(row)
  }
  return { image: reducer.finish(), truncated }
}
