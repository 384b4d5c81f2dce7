import type { Graph, Node } from './graph'
import type { Tensor } from './tensor'

/** Who defines and who uses each value of one graph. Built once per graph value; a changed graph needs a new index. */
export class GraphIndex {
  readonly graph: Graph
  readonly #producers = new Map<string, Node>()
  readonly #consumers = new Map<string, Node[]>()
  readonly #outputs: ReadonlySet<string>

  constructor(graph: Graph) {
    this.graph = graph
    this.#outputs = new Set(graph.outputs.map((output) => output.name))
    for (const node of graph.nodes) {
      for (const output of node.outputs) this.#producers.set(output, node)
      for (const input of new Set(node.inputs)) {
        const list = this.#consumers.get(input)
        if (list) list.push(node)
        else this.#consumers.set(input, [node])
      }
    }
  }

  /** The node that computes `value`, or undefined for graph inputs and initializers. */
  producerOf(value: string | undefined): Node | undefined {
    return value === undefined ? undefined : this.#producers.get(value)
  }

  /** Nodes that read `value`, each once, in graph order. */
  consumersOf(value: string): readonly Node[] {
    return this.#consumers.get(value) ?? []
  }

  isOutput(value: string): boolean {
    return this.#outputs.has(value)
  }

  constantOf(value: string | undefined): Tensor | undefined {
    return value === undefined ? undefined : this.graph.initializers.get(value)
  }

  /** The one reader of `value` when nothing else sees it, so that both may be merged. */
  soleConsumerOf(value: string): Node | undefined {
    const consumers = this.consumersOf(value)
    return consumers.length === 1 && !this.isOutput(value) ? consumers[0] : undefined
  }
}
