import { replaceNode } from '#core/onnx/edit-graph'
import { freshName } from '#core/onnx/fresh-name'
import type { Graph } from '#core/onnx/graph'
import { removeDeadCode } from '#core/onnx/passes/remove-dead-code'
import { float32Tensor } from '#core/onnx/tensor'
import type { PointwiseLayer } from '../pointwise'
import type { LogitsLayer } from './logits-layer'

/** The graph with another last layer: output `logits` [N, classes, rows, columns], on the same coarse grid, which the family enlarges. */
export function replaceLogits(graph: Graph, { node, channels, rows, columns }: LogitsLayer, { weights, biases }: PointwiseLayer): Graph {
  const weightName = freshName(graph, 'logits/tuned/weight')
  const biasName = freshName(graph, 'logits/tuned/bias')
  const constants = new Map([
    [weightName, float32Tensor([biases.length, channels, 1, 1], weights)],
    [biasName, float32Tensor([biases.length], biases)],
  ])
  const replaced = replaceNode(graph, node, [{ ...node, inputs: [node.inputs[0] ?? '', weightName, biasName] }], constants)
  const outputs = replaced.outputs.map((info) => (info.name === 'logits' ? { ...info, dims: [info.dims?.[0] ?? 'N', biases.length, rows, columns] } : info))
  const valueInfos = new Map([...replaced.valueInfos].filter(([name]) => name !== 'logits'))
  return removeDeadCode.run({ ...replaced, outputs, valueInfos })
}
