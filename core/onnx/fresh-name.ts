import type { Graph } from './graph'

/** `base`, or `base_1`, `base_2`… : the first that no value or node of the graph bears. */
export function freshName(graph: Graph, base: string): string {
  const taken = new Set<string>([...graph.initializers.keys(), ...graph.inputs.map((input) => input.name)])
  for (const node of graph.nodes) {
    taken.add(node.name)
    for (const output of node.outputs) taken.add(output)
  }
  if (!taken.has(base)) return base
  let suffix = 1
  while (taken.has(`${base}_${suffix}`)) suffix += 1
  return `${base}_${suffix}`
}
