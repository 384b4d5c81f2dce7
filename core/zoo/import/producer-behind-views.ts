import type { Node } from '#core/onnx/graph'
import type { GraphIndex } from '#core/onnx/graph-index'

/** Operators that change the shape or the coding of numbers, but not what they say. */
const views: ReadonlySet<string> = new Set(['Identity', 'Reshape', 'Squeeze', 'Unsqueeze', 'Flatten', 'Cast', 'QuantizeLinear', 'DequantizeLinear'])

/** The node that really computes `value`; undefined for inputs and constants. */
export function producerBehindViews(index: GraphIndex, value: string): Node | undefined {
  let node = index.producerOf(value)
  while (node !== undefined && views.has(node.opType)) node = index.producerOf(node.inputs[0])
  return node
}
