import type { Node, ValueInfo } from '#core/onnx/graph'
import type { GraphIndex } from '#core/onnx/graph-index'
import type { LayerShape } from '../layer/layer-shape'

/** What a rule for an operator may look at besides the node. */
export interface PlanContext {
  readonly index: GraphIndex
  readonly infos: ReadonlyMap<string, ValueInfo>
}

/**
 * How one node is to run. `integer`: its `reads` arrive through 8-bit codes and, by `writes`, its result leaves through
 * codes of its own range, through the codes of its first input, or, where nobody needs codes, as float.
 * `bounded`: it only limits its input, which codes can do by themselves.
 */
export type NodePlan =
  | {
      readonly kind: 'integer'
      readonly reads: readonly string[]
      readonly writes: 'own-codes' | 'input-codes' | 'codes-or-float'
      /** Set for nodes with weights. */
      readonly layer: LayerShape | null
      /** Set where runtimes compute in float between two 8-bit steps: why. */
      readonly inFloat?: string
    }
  | { readonly kind: 'bounded'; readonly low: number; readonly high: number }
  | { readonly kind: 'float'; readonly reason: string }

/** How nodes of some operators are quantized: one rule per file. */
export interface OpRule {
  readonly opTypes: readonly string[]
  readonly plan: (node: Node, context: PlanContext) => NodePlan
}

export function staysFloat(reason: string): NodePlan {
  return { kind: 'float', reason }
}
