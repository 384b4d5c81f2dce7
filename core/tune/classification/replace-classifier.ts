import { int } from '#core/onnx/attribute'
import { replaceNode } from '#core/onnx/edit-graph'
import { freshName } from '#core/onnx/fresh-name'
import type { Graph } from '#core/onnx/graph'
import { makeNode } from '#core/onnx/make-node'
import { removeDeadCode } from '#core/onnx/passes/remove-dead-code'
import { float32Tensor } from '#core/onnx/tensor'
import { classifierLayer } from './classifier-layer'
import type { FrozenColumns } from './linear-head'

/** The graph with another last layer: output `logits` [N, columns]. */
export function replaceClassifier(graph: Graph, { weights, biases }: FrozenColumns): Graph {
  const layer = classifierLayer(graph)
  const columns = biases.length
  const weightName = freshName(graph, 'classifier/tuned/weight')
  const biasName = freshName(graph, 'classifier/tuned/bias')
  const node = makeNode('Gemm', [layer.input, weightName, biasName], layer.node.outputs, { transB: int(1) })
  const constants = new Map([
    [weightName, float32Tensor([columns, layer.features], weights)],
    [biasName, float32Tensor([columns], biases)],
  ])
  const replaced = replaceNode(graph, layer.node, [node], constants)
  const outputs = replaced.outputs.map((info) => (info.name === 'logits' ? { ...info, dims: [info.dims?.[0] ?? 'N', columns] } : info))
  const valueInfos = new Map([...replaced.valueInfos].filter(([name]) => name !== 'logits'))
  return removeDeadCode.run({ ...replaced, outputs, valueInfos })
}
