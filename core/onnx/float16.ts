const scratch = new DataView(new ArrayBuffer(4))

/** The number an IEEE 754 binary16 bit pattern stands for. */
export function float16ToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

/** The nearest IEEE 754 binary16 bit pattern, ties to even; magnitudes from 65520 become infinity. */
export function numberToFloat16(value: number): number {
  scratch.setFloat32(0, value)
  const sign = (scratch.getUint32(0) >>> 16) & 0x8000
  const magnitude = Math.abs(value)
  if (Number.isNaN(value)) return 0x7e00
  if (magnitude >= 65520) return sign | 0x7c00
  if (magnitude < 2 ** -14) return sign | roundHalfToEven(magnitude * 2 ** 24)
  const exponent = Math.floor(Math.log2(magnitude))
  const fraction = roundHalfToEven((magnitude / 2 ** exponent) * 1024)
  // A fraction rounded up to 2048 carries into the exponent by plain addition.
  return sign | (((exponent + 14) << 10) + fraction)
}

function roundHalfToEven(value: number): number {
  const floor = Math.floor(value)
  const rest = value - floor
  if (rest !== 0.5) return Math.round(value)
  return floor % 2 === 0 ? floor : floor + 1
}
