import type { Graph } from '../graph'

/** A change of whole graphs, as a value that stands in an ordered list. A graph it leaves alone comes back as the same object. */
export interface Pass {
  readonly name: string
  readonly run: (graph: Graph) => Graph
}
