import { AppError } from '#core/contract/errors'
import { findBottlenecks } from '#core/onnx/analysis/outline/find-bottlenecks'
import type { Graph, Node, ValueInfo } from '#core/onnx/graph'
import { GraphIndex } from '#core/onnx/graph-index'
import { removeDeadCode } from '#core/onnx/passes/remove-dead-code'
import { inferShapes } from '#core/onnx/shapes/infer-shapes'
import { classifierLayer } from '../classification/classifier-layer'

/** The end of a classifier from the input of an inverted residual block on. */
export interface LastBlocks {
  /** Input `cut`, outputs the logits and the pooled features. */
  readonly graph: Graph
  /** Feature map that enters the first of the blocks. */
  readonly cut: ValueInfo
  /** Extents of the cut for one photo. */
  readonly cutDims: readonly number[]
  readonly features: string
  /** Weights and biases of the blocks, the last convolution and the classifier, in graph order. */
  readonly weights: readonly string[]
}

/**
 * Finds the last `count` inverted residual blocks and everything behind them. Throws AppError `unsupported-model` where there are fewer
 * blocks, or where something in front of them is read behind them.
 */
export function lastBlocks(graph: Graph, count: number): LastBlocks {
  const index = new GraphIndex(graph)
  const { input: features } = classifierLayer(graph)
  const first = findBottlenecks(index).at(-count)
  const cut = inferShapes(graph).get(first?.input ?? '')
  const cutDims = (cut?.dims ?? []).slice(1).flatMap((dim) => (typeof dim === 'number' ? [dim] : []))
  if (first === undefined || cut === undefined || cutDims.length !== 3) {
    throw new AppError('unsupported-model', `"${graph.name}" has no ${count} inverted residual blocks of fixed size that could learn.`, { hint: 'Train the last layer alone.' })
  }
  const behind = nodesBehind(graph, cut.name)
  const outputs = [...graph.outputs.filter(({ name }) => name === 'logits'), { name: features, dataType: 'float32' as const, dims: ['N', null] }]
  const tail = removeDeadCode.run({ ...graph, inputs: [cut], outputs, nodes: behind, valueInfos: new Map() })
  return { graph: tail, cut, cutDims, features, weights: weightsOf(tail, graph) }
}

function nodesBehind(graph: Graph, cut: string): readonly Node[] {
  const known = new Set([cut])
  const behind = graph.nodes.filter(({ inputs, outputs }) => {
    if (!inputs.some((input) => known.has(input))) return false
    for (const output of outputs) known.add(output)
    return true
  })
  const stray = behind.flatMap(({ inputs }) => inputs).find((input) => input !== '' && !known.has(input) && !graph.initializers.has(input))
  if (stray !== undefined) throw new AppError('unsupported-model', `The blocks behind "${cut}" of "${graph.name}" read "${stray}" too.`, { hint: 'Train the last layer alone.' })
  return behind
}

/** Those that a layer in front of the blocks shares stay as they are. */
function weightsOf(tail: Graph, graph: Graph): string[] {
  const isBehind = new Set(tail.nodes.map(({ name }) => name))
  const shared = new Set(graph.nodes.filter(({ name }) => !isBehind.has(name)).flatMap(({ inputs }) => inputs))
  const learning = tail.nodes.filter(({ opType }) => opType === 'Conv' || opType === 'Gemm').flatMap(({ inputs }) => inputs.slice(1))
  return [...new Set(learning)].filter((name) => name !== '' && !shared.has(name))
}
