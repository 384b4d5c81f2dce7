import type { Graph } from '#core/onnx/graph'
import type { LayerShape } from '../layer/layer-shape'

/** Layers by depth: those of one stage do not feed each other, and everything that feeds them is in earlier stages. */
export function layerStages(graph: Graph, layers: readonly LayerShape[]): LayerShape[][] {
  const byNode = new Map(layers.map((layer) => [layer.node, layer]))
  const depths = new Map<string, number>()
  const stages: LayerShape[][] = []
  for (const node of graph.nodes) {
    const before = Math.max(0, ...node.inputs.map((input) => depths.get(input) ?? 0))
    const layer = byNode.get(node)
    if (layer !== undefined) (stages[before] ??= []).push(layer)
    for (const output of node.outputs) depths.set(output, before + (layer === undefined ? 0 : 1))
  }
  return stages
}
