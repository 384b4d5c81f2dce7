/** What the encoder needs from the platform: zlib deflate of whole bytes and CRC-32. */
export interface PngPlatform {
  deflate(bytes: Uint8Array): Uint8Array
  crc32(bytes: Uint8Array): number
}

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
const upFilter = 2

function chunk(platform: PngPlatform, type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, data.length)
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i)
  bytes.set(data, 8)
  view.setUint32(8 + data.length, platform.crc32(bytes.subarray(4, 8 + data.length)))
  return bytes
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

const grayColour = 0
const paletteColour = 3

/**
 * Writes width * height bytes as an 8-bit grayscale PNG (PNG specification, third edition, sections 5 and 9).
 * Rows use filter "up": masks repeat from row to row, so they become very small.
 */
export function encodeGrayPng(values: Uint8Array, width: number, height: number, platform: PngPlatform): Uint8Array {
  return join([
    signature,
    header(platform, width, height, grayColour),
    pixels(platform, values, width, height),
    chunk(platform, 'IEND', new Uint8Array(0)),
  ])
}

/**
 * Writes width * height indices as an 8-bit PNG with a palette of red, green, blue triples (section 11.2.2). Throws
 * RangeError when the palette is empty or longer than 256 colours.
 */
export function encodePalettePng(
  indices: Uint8Array,
  palette: readonly (readonly [number, number, number])[],
  width: number,
  height: number,
  platform: PngPlatform,
): Uint8Array {
  if (palette.length === 0 || palette.length > 256) throw new RangeError(`a palette has 1 to 256 colours, not ${palette.length}`)
  return join([
    signature,
    header(platform, width, height, paletteColour),
    chunk(platform, 'PLTE', Uint8Array.from(palette.flat())),
    pixels(platform, indices, width, height),
    chunk(platform, 'IEND', new Uint8Array(0)),
  ])
}

function header(platform: PngPlatform, width: number, height: number, colour: number): Uint8Array {
  const data = new Uint8Array(13)
  const view = new DataView(data.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  data.set([8, colour, 0, 0, 0], 8)
  return chunk(platform, 'IHDR', data)
}

function pixels(platform: PngPlatform, values: Uint8Array, width: number, height: number): Uint8Array {
  if (values.length !== width * height) throw new RangeError(`${values.length} values for ${width} x ${height} pixels`)
  const filtered = new Uint8Array(height * (width + 1))
  for (let y = 0; y < height; y++) {
    const target = y * (width + 1)
    filtered[target] = upFilter
    const row = y * width
    if (y === 0) filtered.set(values.subarray(0, width), target + 1)
    else for (let x = 0; x < width; x++) filtered[target + 1 + x] = (values[row + x] ?? 0) - (values[row - width + x] ?? 0)
  }
  return chunk(platform, 'IDAT', platform.deflate(filtered))
}
