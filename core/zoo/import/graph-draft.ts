import type { Attribute } from '#core/onnx/attribute'
import type { Graph, Node, ValueInfo } from '#core/onnx/graph'
import { makeNode } from '#core/onnx/make-node'
import type { Tensor } from '#core/onnx/tensor'
import { int64Tensor } from '#core/onnx/tensor'

/** A graph that gets nodes in front of its input and behind its outputs. Names of the new values do not meet those of the graph. */
export class GraphDraft {
  readonly #graph: Graph
  readonly #front: Node[] = []
  readonly #back: Node[] = []
  readonly #initializers: Map<string, Tensor>
  readonly #taken: Set<string>

  constructor(graph: Graph) {
    this.#graph = graph
    this.#initializers = new Map(graph.initializers)
    this.#taken = new Set([...graph.initializers.keys(), ...graph.inputs.map(({ name }) => name), ...graph.nodes.flatMap((node) => [node.name, ...node.outputs])])
  }

  /** Adds a constant; gives back its name. */
  constant(base: string, tensor: Tensor): string {
    const name = this.#free(base)
    this.#initializers.set(name, tensor)
    return name
  }

  integers(base: string, values: readonly number[]): string {
    return this.constant(base, int64Tensor([values.length], values))
  }

  /** Adds a node before all others whose output is `output`. Nodes in front are added in order. */
  before(output: string, opType: string, inputs: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}): string {
    this.#front.push({ ...makeNode(opType, inputs, [output], attributes), name: this.#free(`import/${output}`) })
    return output
  }

  /** Adds a node after all others; gives back the name of its output. */
  after(base: string, opType: string, inputs: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}): string {
    const output = this.#free(base)
    this.#back.push(makeNode(opType, inputs, [output], attributes))
    return output
  }

  /** A name that no value has yet. */
  fresh(base: string): string {
    return this.#free(base)
  }

  /** The whole graph with this one input and these outputs. */
  finish(input: ValueInfo, outputs: readonly ValueInfo[]): Graph {
    return {
      ...this.#graph,
      inputs: [input],
      outputs,
      nodes: [...this.#front, ...this.#graph.nodes, ...this.#back],
      initializers: this.#initializers,
      valueInfos: new Map(),
    }
  }

  #free(base: string): string {
    let name = base
    for (let suffix = 1; this.#taken.has(name); suffix++) name = `${base}_${suffix}`
    this.#taken.add(name)
    return name
  }
}
