import type { Attribute } from '#core/onnx/attribute'
import { ints } from '#core/onnx/attribute'
import type { Graph, Node, ValueInfo } from '#core/onnx/graph'
import { makeNode } from '#core/onnx/make-node'
import { removeDeadCode } from '#core/onnx/passes/remove-dead-code'
import type { Tensor } from '#core/onnx/tensor'
import { int64Tensor } from '#core/onnx/tensor'

/** Adds measuring nodes to a graph; what is not measured is cut off. */
export class ProbeBuilder {
  readonly #graph: Graph
  readonly #nodes: Node[] = []
  readonly #initializers = new Map<string, Tensor>()
  readonly #outputs: ValueInfo[] = []
  readonly #known = new Map<string, string>()
  #count = 0

  constructor(graph: Graph) {
    this.#graph = graph
  }

  /** Adds a node with one result; the same call again gives the same result. */
  add(opType: string, inputs: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}): string {
    const key = JSON.stringify([opType, inputs, attributes])
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const name = `probe/${this.#count++}`
    this.#nodes.push(makeNode(opType, inputs, [name], attributes))
    this.#known.set(key, name)
    return name
  }

  constant(tensor: Tensor): string {
    const name = `probe/${this.#count++}`
    this.#initializers.set(name, tensor)
    return name
  }

  integers(...values: readonly number[]): string {
    const key = `integers ${values.join()}`
    const name = this.#known.get(key) ?? this.constant(int64Tensor([values.length], values))
    this.#known.set(key, name)
    return name
  }

  reshape(value: string, dims: readonly number[]): string {
    return this.add('Reshape', [value, this.integers(...dims)])
  }

  transpose(value: string, ...axes: readonly number[]): string {
    return this.add('Transpose', [value], { perm: ints(...axes) })
  }

  /** Makes a value a float output. */
  output(value: string): string {
    if (!this.#outputs.some((output) => output.name === value)) this.#outputs.push({ name: value, dataType: 'float32', dims: null })
    return value
  }

  /** The graph that computes the outputs asked for and nothing else. */
  finish(): Graph {
    return removeDeadCode.run({
      ...this.#graph,
      nodes: [...this.#graph.nodes, ...this.#nodes],
      initializers: new Map([...this.#graph.initializers, ...this.#initializers]),
      outputs: this.#outputs,
      valueInfos: new Map(),
    })
  }
}
