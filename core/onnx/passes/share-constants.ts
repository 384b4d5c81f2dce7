import type { Graph } from '../graph'
import type { Tensor } from '../tensor'
import { tensorNumbers } from '../tensor'
import type { Pass } from './pass'
import { removeDeadCode } from './remove-dead-code'

/**
 * Lets nodes with equal single numbers (bounds of Clip) or integer lists (target shapes) read one initializer: the first of them.
 * Weights stay apart even when equal, because tools change them layer by layer.
 */
export const shareConstants: Pass = {
  name: 'share-constants',
  run: (graph) => {
    const outputs = new Set(graph.outputs.map((output) => output.name))
    const firsts = new Map<string, string>()
    const renamed = new Map<string, string>()
    for (const [name, tensor] of graph.initializers) {
      if (!isShareable(tensor) || outputs.has(name)) continue
      const key = contentKey(tensor)
      const first = firsts.get(key)
      if (first === undefined) firsts.set(key, name)
      else renamed.set(name, first)
    }
    return renamed.size === 0 ? graph : removeDeadCode.run(redirectInputs(graph, renamed))
  },
}

function isShareable(tensor: Tensor): boolean {
  return tensor.dims.length === 0 || tensor.dataType === 'int64'
}

function contentKey(tensor: Tensor): string {
  const numbers = tensorNumbers(tensor).map((number) => (Object.is(number, -0) ? '-0' : String(number)))
  return `${tensor.dataType}[${tensor.dims.join()}]${numbers.join()}`
}

function redirectInputs(graph: Graph, renamed: ReadonlyMap<string, string>): Graph {
  const nodes = graph.nodes.map((node) => ({ ...node, inputs: node.inputs.map((input) => renamed.get(input) ?? input) }))
  return { ...graph, nodes }
}
