import type { GraphEdit } from '../edit-graph'
import { freshName } from '../fresh-name'
import type { Graph, Node } from '../graph'
import { float32Tensor } from '../tensor'
import type { ConvParts } from './conv-parts'

/**
 * The edit that makes `conv` compute `scale * conv(x) + shift` per output channel and takes the place of `absorbed`,
 * the node after it. Products are formed in float64 and rounded once.
 */
export function scaledConv(
  graph: Graph,
  conv: ConvParts,
  absorbed: Node,
  scale: ArrayLike<number>,
  shift: ArrayLike<number>,
): GraphEdit {
  const perFilter = conv.weight.data.length / conv.channels
  const weight = Float32Array.from(conv.weight.data, (value, index) => value * (scale[Math.floor(index / perFilter)] ?? 1))
  const bias = Float32Array.from(conv.bias.data, (value, channel) => value * (scale[channel] ?? 1) + (shift[channel] ?? 0))
  const output = absorbed.outputs[0] ?? absorbed.name
  const weightName = freshName(graph, `${output}/weight`)
  const biasName = freshName(graph, `${output}/bias`)
  return {
    remove: [conv.node, absorbed],
    insert: [{ ...conv.node, name: output, inputs: [conv.node.inputs[0] ?? '', weightName, biasName], outputs: [output] }],
    initializers: new Map([
      [weightName, float32Tensor(conv.weight.dims, weight)],
      [biasName, float32Tensor([conv.channels], bias)],
    ]),
  }
}
