import type { Graph, ValueInfo } from '../graph'
import { inferNode } from './infer-node'

/**
 * Types of all values of the graph by name: inputs, initializers and every node output that can be inferred.
 * Throws Error naming the node whose inputs do not fit its operator.
 */
export function inferShapes(graph: Graph): ReadonlyMap<string, ValueInfo> {
  const infos = new Map<string, ValueInfo>()
  for (const input of graph.inputs) infos.set(input.name, input)
  for (const [name, tensor] of graph.initializers) infos.set(name, { name, dataType: tensor.dataType, dims: tensor.dims })
  for (const node of graph.nodes) {
    if (node.inputs.some((input) => input !== '' && !infos.has(input))) continue
    const types = inferNode(
      node,
      (name) => infos.get(name),
      (name) => graph.initializers.get(name),
    )
    types?.forEach((type, position) => {
      const name = node.outputs[position]
      if (name !== undefined && name !== '') infos.set(name, { name, dataType: type.dataType, dims: type.dims })
    })
  }
  return infos
}
