import type { Dim, Graph, Node, ValueInfo } from '../graph'
import { inferNode } from '../shapes/infer-node'
import type { Tensor } from '../tensor'

/** Types known so far and constants, while a graph is rebuilt. */
export interface RebuildContext {
  readonly infos: ReadonlyMap<string, ValueInfo>
  readonly constants: ReadonlyMap<string, Tensor>
}

/** A node in its new form, and constants that change with it. */
export interface RebuiltNode {
  readonly node: Node
  readonly constants?: ReadonlyMap<string, Tensor>
}

export type RebuildNode = (node: Node, context: RebuildContext) => RebuiltNode

/**
 * The graph with other inputs, its nodes rebuilt one after the other, each knowing the new types of its inputs; output
 * types are inferred anew, inner types dropped. Throws Error naming the node whose inputs no longer fit its operator.
 */
export function rebuildGraph(graph: Graph, inputs: readonly ValueInfo[], rebuild: RebuildNode): Graph {
  const constants = new Map(graph.initializers)
  const infos = new Map<string, ValueInfo>(inputs.map((input) => [input.name, input]))
  const learn = (name: string, dataType: ValueInfo['dataType'], dims: readonly Dim[] | null): void => void infos.set(name, { name, dataType, dims })
  for (const [name, tensor] of constants) learn(name, tensor.dataType, tensor.dims)
  const nodes = graph.nodes.map((old) => {
    const { node, constants: changed = new Map<string, Tensor>() } = rebuild(old, { infos, constants })
    for (const [name, tensor] of changed) {
      constants.set(name, tensor)
      learn(name, tensor.dataType, tensor.dims)
    }
    const types = inferNode(node, (name) => infos.get(name), (name) => constants.get(name))
    types?.forEach(({ dataType, dims }, position) => learn(node.outputs[position] ?? '', dataType, dims))
    return node
  })
  const outputs = graph.outputs.map((output) => infos.get(output.name) ?? output)
  return { ...graph, inputs, outputs, nodes, initializers: constants, valueInfos: new Map() }
}
