import type { Graph } from '../graph'

/** A graph derived from another, or why it cannot be. */
export type Variant = { readonly kind: 'derived'; readonly graph: Graph } | { readonly kind: 'not-applicable'; readonly reason: string }

export function derived(graph: Graph): Variant {
  return { kind: 'derived', graph }
}

export function notDerivable(reason: string): Variant {
  return { kind: 'not-applicable', reason }
}
