import type { Graph, Node } from './graph'
import { sortNodes } from './sort-nodes'
import type { Tensor } from './tensor'

/** One change of a graph: nodes that go, nodes that come in their place, and new or replaced initializers. */
export interface GraphEdit {
  readonly remove: readonly Node[]
  readonly insert: readonly Node[]
  readonly initializers?: ReadonlyMap<string, Tensor>
  /** Nodes that read the key read the value instead. Graph outputs keep their names, so a key must not be one. */
  readonly redirect?: ReadonlyMap<string, string>
}

/** The graph after the edit, nodes in topological order again. Initializers that lost their reader stay (see `removeDeadCode`). */
export function applyEdit(graph: Graph, edit: GraphEdit): Graph {
  const removed = new Set(edit.remove)
  const redirect = edit.redirect ?? new Map<string, string>()
  const lastRemoved = graph.nodes.reduce((last, node, position) => (removed.has(node) ? position : last), -1)
  const nodes: Node[] = []
  graph.nodes.forEach((node, position) => {
    if (!removed.has(node)) nodes.push(readFrom(node, redirect))
    if (position === lastRemoved) nodes.push(...edit.insert)
  })
  if (lastRemoved === -1) nodes.push(...edit.insert)
  const initializers = new Map(graph.initializers)
  for (const [name, tensor] of edit.initializers ?? []) initializers.set(name, tensor)
  return { ...graph, nodes: sortNodes(nodes), initializers }
}

/** The graph with `node` replaced; the new nodes must define every output of `node` that is still read. */
export function replaceNode(
  graph: Graph,
  node: Node,
  replacement: readonly Node[],
  initializers: ReadonlyMap<string, Tensor> = new Map(),
): Graph {
  return applyEdit(graph, { remove: [node], insert: replacement, initializers })
}

function readFrom(node: Node, redirect: ReadonlyMap<string, string>): Node {
  if (!node.inputs.some((input) => redirect.has(input))) return node
  return { ...node, inputs: node.inputs.map((input) => redirect.get(input) ?? input) }
}
