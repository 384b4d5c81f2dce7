import type { Node } from '#core/onnx/graph'
import type { TfliteQuantization } from '../../tflite-model'
import type { Lowering, Result } from '../lowering'

/** Writes one ONNX operator; `result` is what it defines together with the activation behind it. */
export type Converter = (lowering: Lowering, node: Node, result: Result) => void

export type Converters = ReadonlyMap<string, Converter>

/** Codes of the result when the operator can work on codes: all of `values` have some and so has the result. */
export function workingCodes(lowering: Lowering, values: readonly string[], result: Result): TfliteQuantization | null {
  return values.every((value) => lowering.codesOf(value) !== null) ? result.codes : null
}

/** An input in the layout, as codes for an operator that works on codes and as real values for others. */
export function readInput(lowering: Lowering, value: string, layout: 'last' | 'plain', codes: TfliteQuantization | null): number {
  const tensor = lowering.inLayout(value, layout)
  return codes === null ? lowering.recoded(tensor, null) : tensor
}
