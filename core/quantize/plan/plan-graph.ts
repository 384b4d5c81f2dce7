import type { Graph, Node } from '#core/onnx/graph'
import { GraphIndex } from '#core/onnx/graph-index'
import { inferShapes } from '#core/onnx/shapes/infer-shapes'
import type { IntegerFormat } from '../affine'
import type { LayerShape } from '../layer/layer-shape'
import { opRules } from '../ops/op-rules'
import type { NodePlan, PlanContext } from './node-plan'

/** Which nodes and operators people want left in float. */
export interface Exclusion {
  readonly nodes: ReadonlySet<string>
  readonly opTypes: ReadonlySet<string>
}

/** A limit its producer's codes take over: the node goes. */
export interface FoldedBound {
  readonly node: Node
  readonly producer: Node
}

/** What runs on codes, which values have codes and which of them share. */
export interface GraphPlan {
  readonly graph: Graph
  readonly plans: ReadonlyMap<Node, NodePlan>
  /** By producer. */
  readonly folded: ReadonlyMap<Node, FoldedBound>
  /** Values with codes; those with the same root share range and codes, and the root is the one to observe. */
  readonly roots: ReadonlyMap<string, string>
  readonly layers: readonly LayerShape[]
}

/**
 * Decides for every node whether it runs on codes. Nodes without weights do so only between nodes that do; a limit
 * (Clip, Relu) vanishes where unsigned codes saturate at the same values and stays where they cannot.
 */
export function planGraph(graph: Graph, exclusion: Exclusion, format: IntegerFormat): GraphPlan {
  const index = new GraphIndex(graph)
  const context: PlanContext = { index, infos: inferShapes(graph) }
  const planner = new Planner(context, exclusion, format)
  for (const node of graph.nodes) planner.decide(node)
  return planner.finish(graph)
}

class Planner {
  readonly #context: PlanContext
  readonly #exclusion: Exclusion
  readonly #format: IntegerFormat
  readonly #plans = new Map<Node, NodePlan>()
  readonly #folded = new Map<Node, FoldedBound>()
  /** Values that leave an integer node. */
  readonly #coded = new Set<string>()
  /** Value to the value whose codes it takes. */
  readonly #sameAs = new Map<string, string>()

  constructor(context: PlanContext, exclusion: Exclusion, format: IntegerFormat) {
    this.#context = context
    this.#exclusion = exclusion
    this.#format = format
  }

  decide(node: Node): void {
    const plan = this.#planOf(node)
    this.#plans.set(node, plan)
    const [output = ''] = node.outputs
    if (plan.kind === 'integer') {
      this.#coded.add(output)
      if (plan.writes === 'input-codes') this.#sameAs.set(output, plan.reads[0] ?? '')
    }
    if (plan.kind === 'bounded') this.#coded.add(output)
  }

  #planOf(node: Node): NodePlan {
    if (this.#exclusion.nodes.has(node.name)) return { kind: 'float', reason: 'it is on the list of nodes to keep in float' }
    if (this.#exclusion.opTypes.has(node.opType)) return { kind: 'float', reason: `${node.opType} is on the list of operators to keep in float` }
    const rule = node.domain === '' ? opRules.get(node.opType) : undefined
    if (rule === undefined) return { kind: 'float', reason: `there is no 8-bit form of ${node.opType}` }
    const plan = rule.plan(node, this.#context)
    if (plan.kind === 'integer' && plan.layer === null && !plan.reads.every((read) => this.#coded.has(read))) {
      return { kind: 'float', reason: 'one of its inputs is computed in float' }
    }
    return plan.kind === 'bounded' ? this.#bound(node, plan) : plan
  }

  #bound(node: Node, plan: Extract<NodePlan, { kind: 'bounded' }>): NodePlan {
    const [input = ''] = node.inputs
    const [output = ''] = node.outputs
    const producer = this.#context.index.producerOf(input)
    if (producer === undefined || !this.#coded.has(input)) return { kind: 'float', reason: 'its input is computed in float' }
    const source = this.#plans.get(producer)
    const hasOwnCodes = source?.kind === 'integer' && source.writes !== 'input-codes'
    const saturates = this.#format.lowest !== -this.#format.highest && plan.low <= 0 && plan.high >= 0
    if (hasOwnCodes && saturates && this.#context.index.soleConsumerOf(input) === node) {
      this.#folded.set(producer, { node, producer })
      this.#coded.delete(input)
      return plan
    }
    if (hasOwnCodes && this.#context.index.soleConsumerOf(input) === node) {
      this.#sameAs.set(input, output)
      this.#coded.add(output)
    }
    const why = saturates ? 'its input is needed unlimited elsewhere' : 'symmetric codes reach below its limit'
    return { kind: 'float', reason: `${why}, so it is applied between two 8-bit steps` }
  }

  finish(graph: Graph): GraphPlan {
    const read = new Set<string>()
    for (const plan of this.#plans.values()) if (plan.kind === 'integer') for (const value of plan.reads) read.add(value)
    const roots = new Map<string, string>()
    for (const value of read) roots.set(value, this.#rootOf(value))
    for (const [node, plan] of this.#plans) {
      const [output = ''] = node.outputs
      if (plan.kind === 'bounded') roots.set(output, this.#rootOf(output))
      if (plan.kind !== 'integer' || this.#folded.has(node)) continue
      if (plan.writes !== 'codes-or-float' || read.has(output) || this.#sameAs.has(output)) roots.set(output, this.#rootOf(output))
    }
    for (const value of this.#sameAs.values()) if (value !== '') roots.set(value, this.#rootOf(value))
    const layers = [...this.#plans.values()].flatMap((plan) => (plan.kind === 'integer' && plan.layer !== null ? [plan.layer] : []))
    return { graph, plans: this.#plans, folded: this.#folded, roots, layers }
  }

  #rootOf(value: string): string {
    let root = value
    for (let next = this.#sameAs.get(root); next !== undefined; next = this.#sameAs.get(root)) root = next
    return root
  }
}
