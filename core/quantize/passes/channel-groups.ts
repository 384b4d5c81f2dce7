import type { Node } from '#core/onnx/graph'
import { GraphIndex } from '#core/onnx/graph-index'
import type { LayerShape } from '../layer/layer-shape'
import type { GraphPlan } from '../plan/plan-graph'

/** Maps whose channels must keep one factor because sums and limits tie them. */
export interface ChannelGroup {
  readonly values: readonly string[]
  /** Layers whose output channels are channels of the group. */
  readonly writers: readonly LayerShape[]
  /** Layers whose input channels are channels of the group. */
  readonly readers: readonly LayerShape[]
  /** Lowest upper limit (Clip) inside the group; Infinity without one. */
  readonly limit: number
  /** Results of the limits. */
  readonly limitedValues: readonly string[]
}

/** Operators with f(t x) = t f(x) for t > 0 per channel, which keep channels apart. */
const homogeneous: ReadonlySet<string> = new Set(['Add', 'Relu', 'Clip', 'GlobalAveragePool', 'AveragePool', 'MaxPool', 'Flatten'])

interface Draft {
  readonly values: string[]
  readonly writers: LayerShape[]
  readonly readers: LayerShape[]
  readonly limitedValues: string[]
  limit: number
  isOpen: boolean
}

/** The groups that can be stretched: every value comes from and goes to layers or operators that allow it. */
export function channelGroups(plan: GraphPlan): ChannelGroup[] {
  const index = new GraphIndex(plan.graph)
  const layers = new Map(plan.layers.map((layer) => [layer.node, layer]))
  const parents = new Map<string, string>()
  const find = (value: string): string => {
    let root = value
    for (let next = parents.get(root); next !== undefined && next !== root; next = parents.get(root)) root = next
    return root
  }
  const isTie = (node: Node): boolean => homogeneous.has(node.opType) && allowsFactor(node, plan) && isSpread(node)
  const isSpread = (node: Node): boolean => node.inputs.every((input, position) => position > 0 || index.constantOf(input) === undefined)
  for (const node of plan.graph.nodes) {
    if (!isTie(node)) continue
    const [output = ''] = node.outputs
    for (const input of node.inputs) if (input !== '' && index.constantOf(input) === undefined) parents.set(find(input), find(output))
  }
  const drafts = new Map<string, Draft>()
  const draftOf = (value: string): Draft => {
    const root = find(value)
    const draft = drafts.get(root) ?? { values: [], writers: [], readers: [], limitedValues: [], limit: Infinity, isOpen: true }
    drafts.set(root, draft)
    return draft
  }
  const ownWeights = (layer: LayerShape): boolean =>
    index.consumersOf(layer.weightName).length === 1 && (layer.biasName === null || index.consumersOf(layer.biasName).length === 1)
  for (const node of plan.graph.nodes) {
    const [output = ''] = node.outputs
    const layer = layers.get(node)
    const draft = draftOf(output)
    draft.values.push(output)
    if (index.isOutput(output)) draft.isOpen = false
    if (layer !== undefined) draft.writers.push(layer)
    if (layer === undefined ? !isTie(node) : !ownWeights(layer)) draft.isOpen = false
    const bound = plan.plans.get(node)
    if (bound?.kind === 'bounded' && Number.isFinite(bound.high)) {
      draft.limit = Math.min(draft.limit, bound.high)
      draft.limitedValues.push(output)
    }
    for (const input of new Set(node.inputs)) {
      if (input === '' || index.constantOf(input) !== undefined) continue
      const read = draftOf(input)
      if (layer !== undefined && ownWeights(layer)) read.readers.push(layer)
      else if (!isTie(node)) read.isOpen = false
    }
  }
  for (const input of plan.graph.inputs) draftOf(input.name).isOpen = false
  return [...drafts.values()].filter((draft) => draft.isOpen && draft.writers.length > 0 && draft.readers.length > 0)
}

/** A limit must be one from zero up, and must have been taken over by codes. */
function allowsFactor(node: Node, plan: GraphPlan): boolean {
  if (node.opType === 'Relu') return true
  const bound = plan.plans.get(node)
  return node.opType !== 'Clip' || (bound?.kind === 'bounded' && bound.low === 0)
}
