import type { Attribute } from './attribute'
import type { Graph, ValueInfo } from './graph'

/**
 * The graph with values renamed everywhere: inputs, outputs, initializers, nodes and the graphs inside nodes, which see the
 * values around them. `nameOf` must give different names for different values. Nodes keep their own names.
 */
export function renameAllValues(graph: Graph, nameOf: (name: string) => string): Graph {
  const rename = (name: string): string => (name === '' ? name : nameOf(name))
  const info = (value: ValueInfo): ValueInfo => ({ ...value, name: rename(value.name) })
  const inner = (attribute: Attribute): Attribute =>
    attribute.type === 'graph' ? { type: 'graph', value: renameAllValues(attribute.value, nameOf) } : attribute
  return {
    ...graph,
    inputs: graph.inputs.map(info),
    outputs: graph.outputs.map(info),
    nodes: graph.nodes.map((node) => ({
      ...node,
      inputs: node.inputs.map(rename),
      outputs: node.outputs.map(rename),
      attributes: new Map([...node.attributes].map(([name, attribute]) => [name, inner(attribute)])),
    })),
    initializers: new Map([...graph.initializers].map(([name, tensor]) => [rename(name), tensor])),
    valueInfos: new Map([...graph.valueInfos.values()].map((value) => [rename(value.name), info(value)])),
  }
}
