import type { Graph } from '../graph'
import { GraphIndex } from '../graph-index'
import { renameValues } from '../rename-values'
import type { Pass } from './pass'

const PARTS: ReadonlyMap<string, readonly (string | undefined)[]> = new Map([
  ['Conv', [undefined, 'weight', 'bias']],
  ['Gemm', [undefined, 'weight', 'bias']],
])

/** Names weights and biases that one layer alone reads `LAYER/weight` and `LAYER/bias`, so that tools find them by layer. */
export const nameWeights: Pass = {
  name: 'name-weights',
  run: (graph) => {
    const names = newNames(graph)
    return names.size === 0 ? graph : renameValues(graph, (name) => names.get(name) ?? name)
  },
}

function newNames(graph: Graph): ReadonlyMap<string, string> {
  const index = new GraphIndex(graph)
  const names = new Map<string, string>()
  for (const node of graph.nodes) {
    PARTS.get(node.opType)?.forEach((part, position) => {
      const input = node.inputs[position] ?? ''
      const wanted = `${node.name}/${part ?? ''}`
      const own = graph.initializers.has(input) && index.soleConsumerOf(input) === node
      if (part !== undefined && own && input !== wanted) names.set(input, wanted)
    })
  }
  const kept = new Set([...graph.initializers.keys(), ...graph.nodes.flatMap((node) => node.outputs)].filter((name) => !names.has(name)))
  return new Map([...names].filter(([, wanted]) => !kept.has(wanted)))
}
