import type { Node } from '../../graph'
import type { GraphIndex } from '../../graph-index'
import { constantBehind } from '../constant-of'
import { mapSize } from './map-size'
import type { PartFinder } from './part-finder'
import { namesOf } from './part-finder'

const POOLS: ReadonlySet<string> = new Set(['GlobalAveragePool', 'ReduceMean', 'AveragePool'])
const ANSWERS: ReadonlySet<string> = new Set(['Gemm', 'MatMul', 'Conv', 'QLinearConv', 'QLinearMatMul'])

/** Global pooling and what follows up to the graph's output, when that is one vector of classes per picture. */
export const findClassifier: PartFinder = ({ index, extents }) => {
  const pool = index.graph.nodes.find((node) => POOLS.has(node.opType))
  if (pool === undefined) return []
  const tail = [pool, ...followers(pool, index)]
  const answer = tail.find((node) => ANSWERS.has(node.opType))
  const end = tail.at(-1)
  if (answer === undefined || end === undefined || !index.isOutput(end.outputs[0] ?? '')) return []
  const output = mapSize(end.outputs[0] ?? '', extents)
  const weight = answer.inputs.map((input) => constantBehind(input, index)?.tensor).find((tensor) => (tensor?.dims.length ?? 0) > 1)
  if (output === null || (output.rows ?? 1) > 1 || weight === undefined) return []
  return [{ kind: 'classifier', features: weight.data.length / output.channels, classes: output.channels, nodes: namesOf(tail), output }]
}

/** The nodes behind `node` as long as each has one reader. */
function followers(node: Node, index: GraphIndex): Node[] {
  const [next, ...others] = index.consumersOf(node.outputs[0] ?? '')
  return next === undefined || others.length > 0 ? [] : [next, ...followers(next, index)]
}
