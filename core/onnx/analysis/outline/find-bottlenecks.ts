import type { Node } from '../../graph'
import type { GraphIndex } from '../../graph-index'
import type { ConvFacts } from './conv-facts'
import { convFacts } from './conv-facts'
import type { LayerLink } from './layer-walk'
import { featureOf, hasActivation, layerBehind, layersAfter } from './layer-walk'

/** An inverted residual block with linear bottleneck (Sandler et al. 2018, section 3.3, figure 4). */
export interface Bottleneck {
  /** Null in blocks that do not expand. */
  readonly expand: ConvFacts | null
  readonly depthwise: ConvFacts
  readonly project: ConvFacts
  /** The shortcut's sum, where there is one. */
  readonly add: Node | null
  /** All nodes of the block, with activations and conversions. */
  readonly nodes: readonly Node[]
  /** Value that enters the block. */
  readonly input: string
  /** Value that leaves the block. */
  readonly output: string
}

/** Readers of a block's output that turn it into an answer: then it is a predictor of a detector, not a block. */
const ANSWERING: ReadonlySet<string> = new Set(['Transpose', 'Reshape', 'Flatten', 'Concat', 'Sigmoid', 'Softmax'])

/** The inverted residual blocks of a graph, in graph order. */
export function findBottlenecks(index: GraphIndex): Bottleneck[] {
  return index.graph.nodes.flatMap((node) => {
    const facts = convFacts(node, index)
    return facts?.kind === 'depthwise' ? (bottleneckAround(facts, index) ?? []) : []
  })
}

function bottleneckAround(depthwise: ConvFacts, index: GraphIndex): Bottleneck | null {
  const [link, ...others] = layersAfter(depthwise.node, index)
  const project = convFacts(link?.node ?? undefined, index)
  if (link === undefined || others.length > 0 || project?.kind !== 'pointwise') return null
  const after = layersAfter(project.node, index)
  if (after.length === 0 || after.some((next) => next.node === null || ANSWERING.has(next.node.opType) || hasActivation(next))) return null
  const before = layerBehind(depthwise.node.inputs[0], index)
  const producer = convFacts(before.node ?? undefined, index)
  const expand = producer?.kind === 'pointwise' && producer.outputChannels > producer.inputChannels ? producer : null
  // Without expansion only the block behind the first, full convolution is one (table 2).
  if (expand === null && producer?.kind !== 'full') return null
  const first = expand?.node ?? depthwise.node
  const input = first.inputs[0] ?? ''
  const shortcut = shortcutOf(after, input, index)
  return {
    expand,
    depthwise,
    project,
    add: shortcut?.node ?? null,
    nodes: [
      ...(expand === null ? [] : [expand.node, ...before.between]),
      depthwise.node,
      ...link.between,
      project.node,
      ...(shortcut === null ? [] : [...shortcut.between, shortcut.node]),
    ],
    input,
    output: (shortcut?.node ?? project.node).outputs[0] ?? '',
  }
}

interface Shortcut {
  readonly node: Node
  readonly between: readonly Node[]
}

function shortcutOf(after: readonly LayerLink[], input: string, index: GraphIndex): Shortcut | null {
  const [link, ...others] = after
  if (others.length > 0 || link?.node?.opType !== 'Add') return null
  const entered = featureOf(input, index)
  const returns = link.node.inputs.some((value) => featureOf(value, index) === entered)
  return returns ? { node: link.node, between: link.between } : null
}
