import type { Pass } from './pass'

/** Drops nodes whose results nobody reads, then initializers and value infos without a reader. */
export const removeDeadCode: Pass = {
  name: 'remove-dead-code',
  run: (graph) => {
    const live = new Set(graph.outputs.map((output) => output.name))
    const nodes = graph.nodes
      .toReversed()
      .filter((node) => {
        const used = node.outputs.some((output) => live.has(output))
        if (used) for (const input of node.inputs) live.add(input)
        return used
      })
      .toReversed()
    const initializers = new Map([...graph.initializers].filter(([name]) => live.has(name)))
    const valueInfos = new Map([...graph.valueInfos].filter(([name]) => live.has(name)))
    const unchanged =
      nodes.length === graph.nodes.length &&
      initializers.size === graph.initializers.size &&
      valueInfos.size === graph.valueInfos.size
    return unchanged ? graph : { ...graph, nodes, initializers, valueInfos }
  },
}
