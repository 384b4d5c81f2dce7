import type { Node } from '../../graph'
import type { GraphIndex } from '../../graph-index'
import type { ValueExtent } from '../value-extents'
import type { OutlinePart } from './architecture-outline'
import type { Bottleneck } from './find-bottlenecks'

/** What finders of parts look at. */
export interface OutlineContext {
  readonly index: GraphIndex
  readonly extents: ReadonlyMap<string, ValueExtent>
  readonly bottlenecks: readonly Bottleneck[]
  /** Names of nodes that belong to a part already. */
  readonly taken: ReadonlySet<string>
}

/** Finds parts of one kind among the nodes that are still free. */
export type PartFinder = (context: OutlineContext) => readonly OutlinePart[]

/** Names of the nodes, each once. */
export function namesOf(...groups: readonly (readonly Node[])[]): string[] {
  return [...new Set(groups.flat().map((node) => node.name))]
}
