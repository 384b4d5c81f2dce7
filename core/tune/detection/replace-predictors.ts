import { applyEdit } from '#core/onnx/edit-graph'
import { int64Tensor, float32Tensor, type Tensor } from '#core/onnx/tensor'
import type { Graph, Node } from '#core/onnx/graph'
import { freshName } from '#core/onnx/fresh-name'
import { GraphIndex } from '#core/onnx/graph-index'
import { removeDeadCode } from '#core/onnx/passes/remove-dead-code'
import type { PointwiseLayer } from '../pointwise'
import type { SsdHead } from './ssd-head'
import { ssdPredictors, type Predictor } from './ssd-predictors'

/** The graph with the head's predictors: outputs as before, `scores` with its columns. */
export function replacePredictors(graph: Graph, head: SsdHead): Graph {
  const { maps } = ssdPredictors(graph)
  const { columns, keptColumns, keptClasses } = head.options
  const total = keptColumns + columns
  const remove: Node[] = []
  const insert: Node[] = []
  const initializers = new Map<string, Tensor>()
  const replace = ({ node, channels }: Predictor, { weights, biases }: PointwiseLayer): void => {
    const weightName = freshName(graph, `${node.name}/tuned/weight`)
    const biasName = freshName(graph, `${node.name}/tuned/bias`)
    initializers.set(weightName, float32Tensor([biases.length, channels, 1, 1], weights.slice()))
    initializers.set(biasName, float32Tensor([biases.length], biases.slice()))
    remove.push(node)
    insert.push({ ...node, inputs: [node.inputs[0] ?? '', weightName, biasName] })
  }
  for (const [map, { classes, boxes, shapes }] of maps.entries()) {
    replace(classes, interleaved(keptClasses[map], head.classLayer(map), shapes, classes.channels))
    replace(boxes, head.boxLayer(map))
  }
  const edited = reshaped(applyEdit(graph, { remove, insert, initializers }), total)
  const outputs = edited.outputs.map((info) => (info.name === 'scores' ? { ...info, dims: [...(info.dims ?? ['N', null, null]).slice(0, 2), total] } : info))
  return removeDeadCode.run({ ...edited, outputs, valueInfos: new Map() })
}

/** Each anchor shape's kept columns, then its learnt ones. */
function interleaved(kept: PointwiseLayer | undefined, learnt: PointwiseLayer, shapes: number, channels: number): PointwiseLayer {
  if (kept === undefined) return learnt
  const rows = [kept, learnt].map(({ biases }) => biases.length / shapes)
  const total = rows.reduce((sum, count) => sum + count, 0)
  const weights = new Float32Array(shapes * total * channels)
  const biases = new Float32Array(shapes * total)
  for (let shape = 0; shape < shapes; shape++) {
    let row = shape * total
    for (const [place, layer] of [kept, learnt].entries()) {
      const count = rows[place] ?? 0
      weights.set(layer.weights.subarray(shape * count * channels, (shape + 1) * count * channels), row * channels)
      biases.set(layer.biases.subarray(shape * count, (shape + 1) * count), row)
      row += count
    }
  }
  return { weights, biases }
}

/** The class scores are laid out as [N, anchors, columns] by constants, which tell the old number of columns. */
function reshaped(graph: Graph, columns: number): Graph {
  const index = new GraphIndex(graph)
  const concat = index.producerOf(index.producerOf('scores')?.inputs[0])
  const changed = new Map<Node, Node>()
  const initializers = new Map<string, Tensor>()
  for (const part of concat?.inputs ?? []) {
    const node = index.producerOf(part)
    const shape = index.constantOf(node?.inputs[1])
    if (node?.opType !== 'Reshape' || shape === undefined) continue
    const name = freshName(graph, `${node.name}/tuned/shape`)
    const dims = Array.from(shape.data as BigInt64Array, Number)
    // The count of anchors is worked out from the rest where the shape leaves it open.
    initializers.set(name, int64Tensor([dims.length], [...dims.slice(0, -1), dims.at(-1) === -1 ? -1 : columns]))
    changed.set(node, { ...node, inputs: [node.inputs[0] ?? '', name] })
  }
  return applyEdit(graph, { remove: [...changed.keys()], insert: [...changed.values()], initializers })
}
