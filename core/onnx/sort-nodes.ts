import type { Node } from './graph'

/**
 * Nodes in topological order, keeping the given order wherever it is already valid.
 * Throws Error naming a node on the cycle when the nodes form one.
 */
export function sortNodes(nodes: readonly Node[]): Node[] {
  const producers = new Map<string, Node>()
  for (const node of nodes) for (const output of node.outputs) producers.set(output, node)
  const state = new Map<Node, 'open' | 'done'>()
  const sorted: Node[] = []
  for (const root of nodes) {
    const stack = [root]
    while (stack.length > 0) {
      const node = stack[stack.length - 1] as Node
      if (state.get(node) === 'done') {
        stack.pop()
        continue
      }
      const waiting = node.inputs
        .map((input) => producers.get(input))
        .filter((producer): producer is Node => producer !== undefined && state.get(producer) !== 'done')
      if (waiting.length === 0) {
        state.set(node, 'done')
        sorted.push(node)
        stack.pop()
      } else if (waiting.some((producer) => state.get(producer) === 'open')) {
        throw new Error(`The graph has a cycle through node "${node.name}".`)
      } else {
        state.set(node, 'open')
        stack.push(...waiting.reverse())
      }
    }
  }
  return sorted
}
