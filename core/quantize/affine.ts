/** An 8-bit element type and the codes used of it. */
export interface IntegerFormat {
  readonly dataType: 'uint8' | 'int8'
  readonly lowest: number
  readonly highest: number
}

export const uint8Codes: IntegerFormat = { dataType: 'uint8', lowest: 0, highest: 255 }
/** -128 is left out so that a code and its negative both exist. */
export const symmetricInt8Codes: IntegerFormat = { dataType: 'int8', lowest: -127, highest: 127 }
/** One bit less: sums of two products then fit 16 bits, which processors without VNNI need for uint8 activations. */
export const symmetricInt7Codes: IntegerFormat = { dataType: 'int8', lowest: -63, highest: 63 }

/** value = scale * (code - zeroPoint), ONNX QuantizeLinear (rounds half to even, saturates). */
export interface Affine {
  readonly format: IntegerFormat
  readonly scale: number
  readonly zeroPoint: number
}

export interface Range {
  readonly low: number
  readonly high: number
}

/** Smallest step that may be written: division by it must stay finite in float32. */
const smallestScale = 2 ** -100

/**
 * Codes for a range; zero always gets a code of its own, because padding and Relu produce exact zeros.
 * The range is widened to hold zero. Jacob et al. 2018 (arXiv:1712.05877), section 2.1 and 3.
 */
export function affineFor(range: Range, format: IntegerFormat): Affine {
  const low = Math.min(0, range.low)
  const high = Math.max(0, range.high)
  if (format.lowest === -format.highest) {
    const scale = Math.fround(Math.max(smallestScale, Math.max(-low, high) / format.highest))
    return { format, scale, zeroPoint: 0 }
  }
  const scale = Math.fround(Math.max(smallestScale, (high - low) / (format.highest - format.lowest)))
  const zeroPoint = Math.round(format.lowest - low / scale)
  return { format, scale, zeroPoint: Math.min(format.highest, Math.max(format.lowest, zeroPoint)) }
}

/** The values of the lowest and highest code. */
export function rangeOf({ format, scale, zeroPoint }: Affine): Range {
  return { low: (format.lowest - zeroPoint) * scale, high: (format.highest - zeroPoint) * scale }
}

/** Nearest even integer for halves, as QuantizeLinear rounds. */
export function roundHalfToEven(value: number): number {
  const rounded = Math.round(value)
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded
}

/** The value that comes back after quantizing and dequantizing. */
export function throughCodes(value: number, { format, scale, zeroPoint }: Affine): number {
  const code = Math.min(format.highest, Math.max(format.lowest, roundHalfToEven(value / scale) + zeroPoint))
  return (code - zeroPoint) * scale
}
