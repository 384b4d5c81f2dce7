import type { Graph, ValueInfo } from '#core/onnx/graph'

/** The graph for one photo at a time: extents without a number become 1. */
export function fixBatch(graph: Graph): Graph {
  const fixed = (info: ValueInfo): ValueInfo => ({ ...info, dims: info.dims?.map((dim) => (typeof dim === 'number' ? dim : 1)) ?? null })
  return { ...graph, inputs: graph.inputs.map(fixed), outputs: graph.outputs.map(fixed), valueInfos: new Map() }
}
