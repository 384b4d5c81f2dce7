/** Reads bits from the highest of each byte on. */
class BitReader {
  private at = 0

  constructor(private readonly bytes: Uint8Array) {}

  read(count: number): number {
    let value = 0
    for (let bit = 0; bit < count; bit++, this.at++) {
      const byte = this.bytes[this.at >> 3]
      if (byte === undefined) throw new RangeError('the brush runs end too early')
      value = value * 2 + ((byte >> (7 - (this.at & 7))) & 1)
    }
    return value
  }
}

/**
 * Values that Label Studio's brush wrote: the rle-pack code of thi.ng/umbrella, by bits: how many values, their width, four
 * sizes of run lengths, then runs of one value or of several. Throws RangeError when they do not come to `count`.
 */
export function readBrushRuns(bytes: Uint8Array, count: number): Uint8Array {
  const bits = new BitReader(bytes)
  const total = bits.read(32)
  if (total !== count) throw new RangeError(`the brush runs stand for ${total} values, ${count} expected`)
  const valueBits = bits.read(5) + 1
  const lengthBits = [0, 1, 2, 3].map(() => bits.read(4) + 1)
  const values = new Uint8Array(total)
  let at = 0
  while (at < total) {
    const isRun = bits.read(1) === 1
    const end = Math.min(total, at + bits.read(lengthBits[bits.read(2)] ?? 1) + 1)
    if (isRun) values.fill(bits.read(valueBits), at, end)
    else for (let index = at; index < end; index++) values[index] = bits.read(valueBits)
    at = end
  }
  return values
}
