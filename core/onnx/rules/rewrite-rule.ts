import type { GraphEdit } from '../edit-graph'
import type { Graph, Node, ValueInfo } from '../graph'
import type { GraphIndex } from '../graph-index'

/** What a rule may look at besides the node itself. */
export interface RuleContext {
  readonly graph: Graph
  readonly index: GraphIndex
  /** Inferred types of all values by name. */
  readonly infos: ReadonlyMap<string, ValueInfo>
}

export type RewriteOutcome =
  | { readonly kind: 'edit'; readonly edit: GraphEdit }
  | { readonly kind: 'not-applicable'; readonly reason: string }

/** One local change of a graph that keeps what it computes. A rule must not match its own result. */
export interface RewriteRule {
  readonly name: string
  /** Operators at which the rule starts looking. */
  readonly opTypes: readonly string[]
  readonly rewrite: (node: Node, context: RuleContext) => RewriteOutcome
}

export function edit(change: GraphEdit): RewriteOutcome {
  return { kind: 'edit', edit: change }
}

export function notApplicable(reason: string): RewriteOutcome {
  return { kind: 'not-applicable', reason }
}
