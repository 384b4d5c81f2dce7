import type { TfGraph, TfNode, TfRef } from './tf-graph'
import { tfRefKey } from './tf-graph'

const CONVOLUTIONS: ReadonlySet<string> = new Set([
  'Conv2D',
  'DepthwiseConv2dNative',
  '_FusedConv2D',
  'FusedDepthwiseConv2dNative',
])

/** Who feeds whom in a TensorFlow graph; loops (old control flow) are followed once. */
export class TfTopology {
  readonly graph: TfGraph
  readonly #consumers = new Map<string, TfNode[]>()

  constructor(graph: TfGraph) {
    this.graph = graph
    for (const node of graph.nodes.values()) {
      for (const name of new Set(node.inputs.map((ref) => ref.node))) {
        const list = this.#consumers.get(name)
        if (list) list.push(node)
        else this.#consumers.set(name, [node])
      }
    }
  }

  node(name: string): TfNode | undefined {
    return this.graph.nodes.get(name)
  }

  consumers(name: string): readonly TfNode[] {
    return this.#consumers.get(name) ?? []
  }

  /** All nodes that `from` depends on, itself included, not going past nodes that produce `stops`. */
  ancestors(from: readonly string[], stops: readonly TfRef[] = []): ReadonlySet<string> {
    const closed = new Set(stops.map(tfRefKey))
    return this.#walk(from, (name) =>
      (this.node(name)?.inputs ?? []).filter((ref) => !closed.has(tfRefKey(ref))).map((ref) => ref.node),
    )
  }

  /** All nodes that depend on `from`, itself included. */
  descendants(from: readonly string[]): ReadonlySet<string> {
    return this.#walk(from, (name) => this.consumers(name).map((node) => node.name))
  }

  isConvolution(name: string): boolean {
    return CONVOLUTIONS.has(this.node(name)?.op ?? '')
  }

  convolutions(): TfNode[] {
    return [...this.graph.nodes.values()].filter((node) => CONVOLUTIONS.has(node.op))
  }

  /** Outputs of the whole model: those of the signature, else nodes nobody reads. */
  outputs(): readonly TfRef[] {
    if (this.graph.signatureOutputs.length > 0) return this.graph.signatureOutputs
    return [...this.graph.nodes.values()]
      .filter((node) => this.consumers(node.name).length === 0 && node.op !== 'Const' && node.op !== 'NoOp' && node.op !== 'Assert')
      .map((node) => ({ node: node.name, port: 0 }))
  }

  #walk(from: readonly string[], next: (name: string) => readonly string[]): ReadonlySet<string> {
    const seen = new Set<string>()
    const open = [...from]
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (seen.has(name) || !this.graph.nodes.has(name)) continue
      seen.add(name)
      open.push(...next(name))
    }
    return seen
  }
}
