import type { Graph, Node } from '#core/onnx/graph'
import { GraphIndex } from '#core/onnx/graph-index'
import { inferShapes } from '#core/onnx/shapes/infer-shapes'
import { symmetricInt8Codes } from '../affine'
import type { KeepFloat } from '../keep-float'
import { isKept } from '../keep-float'
import { opRules } from '../ops/op-rules'
import { codeLayer } from './code-layer'
import type { CodedLayer } from './coded-layer'
import { weightRows } from './layer-shape'

/** The layers of a graph with weights coded by themselves: symmetric int8, one scale per output, least squared error. */
export function codeUnseenLayers(graph: Graph, keep: KeepFloat): ReadonlyMap<Node, CodedLayer> {
  const context = { index: new GraphIndex(graph), infos: inferShapes(graph) }
  const layers = new Map<Node, CodedLayer>()
  for (const node of graph.nodes) {
    const plan = isKept(keep, node) ? undefined : opRules.get(node.opType)?.plan(node, context)
    if (plan?.kind !== 'integer' || plan.layer === null) continue
    const { layer: shape } = plan
    const weight = context.index.constantOf(shape.weightName)
    if (weight?.dataType !== 'float32') continue
    const bias = shape.biasName === null ? undefined : context.index.constantOf(shape.biasName)
    const layer = {
      shape,
      weights: weightRows(shape, weight),
      bias: bias?.dataType === 'float32' ? Float64Array.from(bias.data) : new Float64Array(shape.rows),
      inputScale: 1,
    }
    layers.set(node, codeLayer(layer, null, { format: symmetricInt8Codes, rounding: 'nearest', scales: 'least-error', bias: 'original' }))
  }
  return layers
}
