import type { Graph, ValueInfo } from './graph'

/**
 * The graph with values renamed; a node named after its first output is renamed with it.
 * `nameOf` must give different names for different values. Inputs and outputs of the graph keep their names.
 */
export function renameValues(graph: Graph, nameOf: (name: string) => string): Graph {
  const kept = new Set([...graph.inputs, ...graph.outputs].map((info) => info.name))
  const rename = (name: string): string => (name === '' || kept.has(name) ? name : nameOf(name))
  return {
    ...graph,
    nodes: graph.nodes.map((node) => ({
      ...node,
      name: node.name === node.outputs[0] ? rename(node.name) : node.name,
      inputs: node.inputs.map(rename),
      outputs: node.outputs.map(rename),
    })),
    initializers: new Map([...graph.initializers].map(([name, tensor]) => [rename(name), tensor])),
    valueInfos: new Map(
      [...graph.valueInfos.values()].map((info): [string, ValueInfo] => [rename(info.name), { ...info, name: rename(info.name) }]),
    ),
  }
}
