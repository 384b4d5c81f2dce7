import type { Graph } from '#core/onnx/graph'
import type { Pass } from '#core/onnx/passes/pass'
import { renameValues } from '#core/onnx/rename-values'

/** Path segments that say how TensorFlow computed a layer rather than which layer it is. */
const MECHANICS: ReadonlySet<string> = new Set([
  'BatchNorm',
  'batchnorm',
  'FusedBatchNorm',
  'FusedBatchNormV2',
  'FusedBatchNormV3',
  'batch_normalization',
  'ArithmeticOptimizer',
  'AddOpsRewrite_add',
  'AddOpsRewrite_Leaf_1_add',
  'BiasAdd',
  'Conv2D',
  'depthwise_weights',
  'add_1',
  'mul_1',
  'Mul',
  'Add',
  'shifted',
])

/** Names values after layers: `Conv/BatchNorm/batchnorm/add_1` becomes `Conv`. */
export const useLayerNames: Pass = { name: 'use-layer-names', run: nameAfterLayers }

function nameAfterLayers(graph: Graph): Graph {
  const names = new Map<string, string>()
  const taken = new Set([...graph.inputs, ...graph.outputs].map((info) => info.name))
  const values = graph.nodes.flatMap((node) => [...node.outputs, ...node.inputs])
  for (const value of new Set(values)) {
    if (value === '' || taken.has(value)) continue
    const short = shorten(value)
    let free = short
    for (let suffix = 1; taken.has(free); suffix += 1) free = `${short}_${suffix}`
    taken.add(free)
    names.set(value, free)
  }
  return renameValues(graph, (name) => names.get(name) ?? name)
}

function shorten(name: string): string {
  const segments = name.split('/').filter((segment, position, all) => {
    const repeated = position > 0 && segment === all[position - 1]
    return !MECHANICS.has(segment) && !repeated
  })
  return segments.length === 0 ? name : segments.join('/')
}
