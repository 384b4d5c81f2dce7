import type { Attribute } from '#core/onnx/attribute'
import type { Node } from '#core/onnx/graph'
import { makeNode } from '#core/onnx/make-node'
import { float32Tensor, int64Tensor, type Tensor } from '#core/onnx/tensor'

/** Nodes that a gradient graph gets behind those of the graph itself, in order. */
export class GradientTape {
  readonly nodes: Node[] = []
  readonly constants = new Map<string, Tensor>()
  readonly #taken: Set<string>

  /** @param taken names of values that are there already */
  constructor(taken: Iterable<string>) {
    this.#taken = new Set(taken)
  }

  /** Adds a node with one output named `name`, or a numbered variant where that is taken; gives back the output's name. */
  add(name: string, opType: string, inputs: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}): string {
    const output = this.#free(name)
    this.nodes.push(makeNode(opType, inputs, [output], attributes))
    return output
  }

  integers(values: readonly number[]): string {
    return this.#constant(`integers/${values.join('_')}`, int64Tensor([values.length], values))
  }

  /** A float without axes. */
  number(value: number): string {
    return this.#constant(`number/${value}`, float32Tensor([], [value]))
  }

  #constant(base: string, tensor: Tensor): string {
    const name = `gradient/${base}`
    if (!this.constants.has(name)) this.constants.set(name, tensor)
    return name
  }

  #free(name: string): string {
    let free = name
    for (let suffix = 1; this.#taken.has(free); suffix++) free = `${name}_${suffix}`
    this.#taken.add(free)
    return free
  }
}
