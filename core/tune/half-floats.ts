import { float16ToNumber } from '#core/onnx/float16'

const largest = 65504
const words = new Uint32Array(1)
const floats = new Float32Array(words.buffer)
let table: Float32Array | null = null

/** IEEE 754 binary16 bits of each number, to the nearest, ties to even; what is too large becomes the largest finite number. */
export function toHalfFloats(values: Float32Array): Uint16Array {
  const halves = new Uint16Array(values.length)
  for (let index = 0; index < values.length; index++) {
    floats[0] = Math.min(largest, Math.max(-largest, values[index]!))
    halves[index] = halfOfWord(words[0]!)
  }
  return halves
}

function halfOfWord(word: number): number {
  const sign = (word >>> 16) & 0x8000
  const exponent = ((word >>> 23) & 0xff) - 112
  const fraction = word & 0x7fffff
  if (exponent <= 0) return sign | subnormal(fraction | 0x800000, 14 - exponent)
  const half = (exponent << 10) | (fraction >>> 13)
  const rest = fraction & 0x1fff
  // A fraction that is rounded up over its end carries into the exponent by plain addition.
  return sign | (half + (rest > 0x1000 || (rest === 0x1000 && (half & 1) === 1) ? 1 : 0))
}

function subnormal(fraction: number, shift: number): number {
  if (shift > 25) return 0
  const half = fraction >>> shift
  const rest = fraction & ((1 << shift) - 1)
  const middle = 1 << (shift - 1)
  return half + (rest > middle || (rest === middle && (half & 1) === 1) ? 1 : 0)
}

/** The numbers that binary16 bits stand for, written to `into`. */
export function fromHalfFloats(halves: Uint16Array, into: Float32Array): void {
  table ??= Float32Array.from({ length: 65536 }, (_, bits) => float16ToNumber(bits))
  for (let index = 0; index < halves.length; index++) into[index] = table[halves[index]!]!
}
