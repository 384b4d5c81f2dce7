import type { Tensor } from '#core/onnx/tensor'
import { tensorNumbers } from '#core/onnx/tensor'
import type { TfliteQuantization } from '../tflite-model'

const HALF_OF_CODES = 128

/**
 * Codes of a value as TensorFlow Lite has them, int8 with one scale: unsigned codes are moved down by 128.
 * Null when scales or zero points of the channels differ.
 */
export function activationCodes(scale: Tensor | undefined, zero: Tensor | undefined): TfliteQuantization | null {
  if (scale === undefined || zero === undefined) return null
  const scales = [...new Set(tensorNumbers(scale))]
  const zeros = [...new Set(tensorNumbers(zero))]
  const [first, second] = scales
  const [zeroPoint] = zeros
  if (first === undefined || second !== undefined || zeroPoint === undefined || zeros.length > 1) return null
  return { scales: [first], zeroPoints: [zero.dataType === 'uint8' ? zeroPoint - HALF_OF_CODES : zeroPoint], axis: 0 }
}

/** The same codes without sign, for the edges of a model. */
export function unsignedCodes({ scales, zeroPoints, axis }: TfliteQuantization): TfliteQuantization {
  return { scales, zeroPoints: zeroPoints.map((zero) => zero + HALF_OF_CODES), axis }
}

export function sameCodes(a: TfliteQuantization | null, b: TfliteQuantization | null): boolean {
  return a?.scales[0] === b?.scales[0] && a?.zeroPoints[0] === b?.zeroPoints[0]
}
