import { int } from '#core/onnx/attribute'
import type { Graph, Node } from '#core/onnx/graph'
import { makeNode } from '#core/onnx/make-node'
import { removeDeadCode } from '#core/onnx/passes/remove-dead-code'
import type { Tensor } from '#core/onnx/tensor'
import { float32Tensor } from '#core/onnx/tensor'
import type { KeepFloat } from '../keep-float'
import { storedOrder } from '../layer/layer-shape'
import { codeUnseenLayers } from '../layer/unseen-layer'

/** Stores weights in 8 bits and computes in float: a quarter of the size, the answers nearly those of the float model. */
export function quantizeWeightsOnly(graph: Graph, keep: KeepFloat): Graph {
  const layers = codeUnseenLayers(graph, keep)
  const initializers = new Map<string, Tensor>(graph.initializers)
  const nodes = graph.nodes.flatMap((node): Node[] => {
    const layer = layers.get(node)
    if (layer === undefined) return [node]
    const { shape } = layer
    const base = `${node.name}/weight`
    const dims = graph.initializers.get(shape.weightName)?.dims ?? []
    initializers.set(`${base}/codes`, { dataType: 'int8', dims, data: storedOrder(shape, layer.codes) })
    initializers.set(`${base}/scale`, float32Tensor([shape.rows], layer.scales))
    initializers.set(`${base}/zero`, { dataType: 'int8', dims: [shape.rows], data: new Int8Array(shape.rows) })
    const decode = makeNode('DequantizeLinear', [`${base}/codes`, `${base}/scale`, `${base}/zero`], [`${base}/decoded`], {
      axis: int(shape.isTransposed ? 1 : 0),
    })
    return [decode, { ...node, inputs: node.inputs.map((input, position) => (position === 1 ? `${base}/decoded` : input)) }]
  })
  return removeDeadCode.run({ ...graph, nodes, initializers })
}
