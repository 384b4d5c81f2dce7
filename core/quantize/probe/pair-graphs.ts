import type { Graph } from '#core/onnx/graph'

const prefix = 'float/'

/** Name, in a paired graph, of a value of the float graph. */
export function floatName(pair: GraphPair, value: string): string {
  return pair.inputs.has(value) ? value : `${prefix}${value}`
}

/** Two graphs in one, reading the same input; values of the float one bear a prefix. */
export interface GraphPair {
  readonly graph: Graph
  readonly inputs: ReadonlySet<string>
}

/** Puts the float graph beside the quantized one. */
export function pairGraphs(float: Graph, coded: Graph): GraphPair {
  const inputs = new Set(float.inputs.map((input) => input.name))
  const rename = (name: string): string => (name === '' || inputs.has(name) ? name : `${prefix}${name}`)
  const nodes = float.nodes.map((node) => ({
    ...node,
    name: rename(node.name),
    inputs: node.inputs.map(rename),
    outputs: node.outputs.map(rename),
  }))
  return {
    inputs,
    graph: {
      ...coded,
      nodes: [...nodes, ...coded.nodes],
      initializers: new Map([...coded.initializers, ...[...float.initializers].map(([name, tensor]) => [rename(name), tensor] as const)]),
      outputs: [],
    },
  }
}
