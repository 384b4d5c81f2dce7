import { applyEdit } from '../edit-graph'
import { evaluateNode } from '../evaluate/evaluate-node'
import type { Node } from '../graph'
import type { Tensor } from '../tensor'
import type { Pass } from './pass'
import { removeDeadCode } from './remove-dead-code'

/** Computes nodes whose inputs are all constant and keeps the results as initializers. */
export const foldConstants: Pass = {
  name: 'fold-constants',
  run: (graph) => {
    const constants = new Map(graph.initializers)
    const computed = new Map<string, Tensor>()
    const remove: Node[] = []
    for (const node of graph.nodes) {
      const inputs = node.inputs.map((input) => constants.get(input)).filter((tensor) => tensor !== undefined)
      if (node.inputs.length === 0 || inputs.length !== node.inputs.length) continue
      const result = evaluateNode(node, inputs)
      const [output] = node.outputs
      if (result === null || output === undefined) continue
      constants.set(output, result)
      computed.set(output, result)
      remove.push(node)
    }
    if (remove.length === 0) return graph
    return removeDeadCode.run(applyEdit(graph, { remove, insert: [], initializers: computed }))
  },
}
