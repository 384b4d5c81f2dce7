export interface FlatJpeg {
  /** One sample value per component. */
  readonly levels: readonly number[]
  /** Adobe marker: 0 for RGB and CMYK, 1 for YCbCr, 2 for YCCK. */
  readonly adobeTransform: 0 | 1 | 2
}

function segment(marker: number, body: readonly number[]): number[] {
  const length = body.length + 2
  return [0xff, marker, length >> 8, length & 255, ...body]
}

/** Bits of a DC difference: its size as a 4-bit code equal to the size, then the value (T.81, F.1.2.1). */
function differenceBits(difference: number): string {
  const size = 32 - Math.clz32(Math.abs(difference))
  const value = difference < 0 ? difference + 2 ** size - 1 : difference
  return size.toString(2).padStart(4, '0') + (size === 0 ? '' : value.toString(2).padStart(size, '0'))
}

function packBits(bits: string): number[] {
  const padded = bits.padEnd(Math.ceil(bits.length / 8) * 8, '1')
  const bytes = (padded.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))
  return bytes.flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte]))
}

/**
 * Writes an 8 × 8 baseline JPEG in one colour by hand (ITU-T T.81). Quantisation by 8 makes
 * the DC coefficient the level minus 128; the DC code of size s is s in 4 bits, the only AC code is "0" for end of block.
 */
export function flatJpeg({ levels, adobeTransform }: FlatJpeg): Uint8Array {
  const components = levels.map((_, index) => index + 1)
  const adobe = [...Buffer.from('Adobe', 'latin1'), 0, 100, 0, 0, 0, 0, adobeTransform]
  const frame = [8, 0, 8, 0, 8, levels.length, ...components.flatMap((id) => [id, 0x11, 0])]
  const countsOf = (length: number, count: number) => Array.from({ length: 16 }, (_, index) => (index === length - 1 ? count : 0))
  const dcCodes = [0x00, ...countsOf(4, 12), ...Array.from({ length: 12 }, (_, size) => size)]
  const acCodes = [0x10, ...countsOf(1, 1), 0]
  const scan = [levels.length, ...components.flatMap((id) => [id, 0]), 0, 63, 0]
  const bits = levels.map((level) => `${differenceBits(level - 128)}0`).join('')
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...segment(0xee, adobe),
    ...segment(0xdb, [0, ...Array.from({ length: 64 }, () => 8)]),
    ...segment(0xc0, frame),
    ...segment(0xc4, dcCodes),
    ...segment(0xc4, acCodes),
    ...segment(0xda, scan),
    ...packBits(bits),
    ...[0xff, 0xd9],
  ])
}
