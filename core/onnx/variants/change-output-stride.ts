import { ints } from '../attribute'
import type { Graph, Node } from '../graph'
import { GraphIndex } from '../graph-index'
import { inferShapes } from '../shapes/infer-shapes'
import { strideBetween } from '../stride-between'
import type { WindowNode } from './padding-convention'
import { paddingConvention, windowNode } from './padding-convention'
import { pictureInput } from './picture-input'
import { rebuildGraph } from './rebuild-graph'
import { withSamePads } from './resize-input'
import type { Variant } from './variant'
import { derived, notDerivable } from './variant'

/**
 * The same weights at another output stride (input rows / rows of the answer), by steps of two. Coarser: the window in front of the
 * first dilated one gets its stride back and all dilations behind it are halved. Finer: the last stride is taken away and
 * everything behind it dilated twice as far (Chen et al. 2017, arXiv:1706.05587, section 3.1). For graphs that answer with a map
 * and pad by the SAME rule.
 */
export function changeOutputStride(graph: Graph, outputStride: 8 | 16 | 32): Variant {
  let current = graph
  for (;;) {
    const stride = outputStrideOf(current)
    if (stride === null) return notDerivable('it does not answer with a map of rows and columns')
    if (stride === outputStride) return derived(current)
    const next = stride < outputStride ? coarser(current) : finer(current)
    if (next.kind === 'not-applicable') return next
    const reached = outputStrideOf(next.graph)
    if (reached !== (stride < outputStride ? stride * 2 : stride / 2)) return notDerivable(`its strides do not lead to ${outputStride}`)
    current = next.graph
  }
}

/** Input rows / rows of the answer, for graphs whose answer is a map [N, classes, rows, columns]. */
export function outputStrideOf(graph: Graph): number | null {
  const rows = pictureInput(graph)?.dims?.[2]
  const mapRows = graph.outputs.find((output) => output.dims?.length === 4)?.dims?.[2]
  if (typeof rows !== 'number' || typeof mapRows !== 'number') return null
  return strideBetween(rows, mapRows)
}

/** What becomes of one window. */
interface Change {
  readonly strideFactor: number
  readonly dilationFactor: number
}

type Changes = ReadonlyMap<Node, Change>

const doubleStride: Change = { strideFactor: 2, dilationFactor: 1 }
const halveStride: Change = { strideFactor: 1 / 2, dilationFactor: 1 }
const doubleDilation: Change = { strideFactor: 1, dilationFactor: 2 }
const halveDilation: Change = { strideFactor: 1, dilationFactor: 1 / 2 }

function coarser(graph: Graph): Variant {
  const windows = windowsOf(graph)
  const first = windows.find((window) => window.dilations[0] > 1)
  const before = first && nearestBefore(graph, first.node, windows)
  if (first === undefined || before === undefined || before.strides[0] !== 1) return notDerivable('no stride was traded for dilation in it')
  const dilated = windows.filter((window) => window.dilations[0] > 1)
  if (dilated.some((window) => window.dilations[0] % 2 !== 0)) return notDerivable('it has odd dilations')
  return applyChanges(graph, new Map([[before.node, doubleStride], ...dilated.map(({ node }) => [node, halveDilation] as const)]))
}

function finer(graph: Graph): Variant {
  const windows = windowsOf(graph)
  const last = windows.findLast((window) => window.strides[0] === 2)
  if (last === undefined) return notDerivable('it has no stride left')
  const behind = nodesBehind(graph, last.node)
  const widened = windows.filter((window) => behind.has(window.node) && window.kernel[0] > 1)
  return applyChanges(graph, new Map([[last.node, halveStride], ...widened.map(({ node }) => [node, doubleDilation] as const)]))
}

function windowsOf(graph: Graph): WindowNode[] {
  const infos = inferShapes(graph)
  return graph.nodes.flatMap((node) => windowNode(node, infos) ?? [])
}

/** The last window of more than one pixel on the way to `node`. */
function nearestBefore(graph: Graph, node: Node, windows: readonly WindowNode[]): WindowNode | undefined {
  const index = new GraphIndex(graph)
  const ahead = new Set<Node>()
  const visit = (value: string): void => {
    const producer = index.producerOf(value)
    if (producer === undefined || ahead.has(producer)) return
    ahead.add(producer)
    producer.inputs.forEach(visit)
  }
  node.inputs.forEach(visit)
  return windows.findLast((window) => ahead.has(window.node) && window.kernel[0] > 1)
}

function nodesBehind(graph: Graph, start: Node): ReadonlySet<Node> {
  const values = new Set(start.outputs)
  const behind = new Set<Node>()
  for (const node of graph.nodes) {
    if (!node.inputs.some((input) => values.has(input))) continue
    behind.add(node)
    for (const output of node.outputs) values.add(output)
  }
  return behind
}

function applyChanges(graph: Graph, changes: Changes): Variant {
  if (paddingConvention(graph, inferShapes(graph)) !== 'same') return notDerivable('it does not pad by the SAME rule')
  try {
    return derived(
      rebuildGraph(graph, graph.inputs, (node, context) => {
        const window = windowNode(node, context.infos)
        const change = changes.get(node)
        if (window === null || change === undefined) return { node: withSamePads(node, context) }
        const attributes = new Map(node.attributes)
          .set('strides', ints(...window.strides.map((stride) => stride * change.strideFactor)))
          .set('dilations', ints(...window.dilations.map((dilation) => dilation * change.dilationFactor)))
        return { node: withSamePads({ ...node, attributes }, context) }
      }),
    )
  } catch (error) {
    return notDerivable(error instanceof Error ? error.message : String(error))
  }
}
