import type { Graph, ValueInfo } from '#core/onnx/graph'
import { removeDeadCode } from '#core/onnx/passes/remove-dead-code'

/** The graph with other outputs: what leads to none of them is gone. */
export function cutGraph(graph: Graph, outputs: readonly ValueInfo[]): Graph {
  return removeDeadCode.run({ ...graph, outputs })
}
