import type { Graph, ValueInfo } from '../graph'

/** The one input [N, C, H, W] of a vision model, or undefined. */
export function pictureInput(graph: Graph): ValueInfo | undefined {
  const pictures = graph.inputs.filter((input) => input.dims?.length === 4)
  return pictures.length === 1 ? pictures[0] : undefined
}
