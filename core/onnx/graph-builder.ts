import type { Attribute } from './attribute'
import type { Graph, Node, ValueInfo } from './graph'
import { makeNode } from './make-node'
import { inferNode } from './shapes/infer-node'
import type { ValueType } from './shapes/shape-rule'
import type { Tensor } from './tensor'
import { int64Tensor } from './tensor'

/** ONNX operator set of the graphs this product builds: the newest that the mobile runtimes of 2022 already read. */
export const BUILD_OPSET = 17

/** Builds a graph node by node, in order, knowing the type of every value on the way. */
export class GraphBuilder {
  readonly #name: string
  readonly #inputs: ValueInfo[] = []
  readonly #nodes: Node[] = []
  readonly #initializers = new Map<string, Tensor>()
  readonly #infos = new Map<string, ValueInfo>()
  readonly #reserved: ReadonlySet<string>

  /** `reserved` names are kept for inputs and for `output`; other values get numbered variants of them. */
  constructor(name: string, reserved: readonly string[] = []) {
    this.#name = name
    this.#reserved = new Set(reserved)
  }

  /** Declares a graph input; gives back its name. */
  input(info: ValueInfo): string {
    this.#inputs.push(info)
    this.#infos.set(info.name, info)
    return info.name
  }

  /** Adds an initializer under `name`, or a numbered variant when that is taken; gives back the name. */
  constant(name: string, tensor: Tensor): string {
    const free = this.#free(name)
    this.#initializers.set(free, tensor)
    this.#infos.set(free, { name: free, dataType: tensor.dataType, dims: tensor.dims })
    return free
  }

  /** Adds an int64 vector (axes, target shapes, pads); gives back its name. */
  integers(name: string, values: readonly number[]): string {
    return this.constant(name, int64Tensor([values.length], values))
  }

  /**
   * Adds a node with one output named `name` (or a numbered variant); gives back the output's name.
   * Throws Error naming the node when the inputs do not fit the operator.
   */
  add(name: string, opType: string, inputs: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}): string {
    return this.addMany([name], opType, inputs, attributes)[0] ?? name
  }

  /** Adds a node with several outputs; gives back their names. */
  addMany(
    names: readonly string[],
    opType: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): string[] {
    const outputs = names.map((name) => this.#free(name))
    const node = makeNode(opType, inputs, outputs, attributes)
    const types = inferNode(
      node,
      (name) => this.#infos.get(name),
      (name) => this.#initializers.get(name),
    )
    outputs.forEach((name, position) => {
      const type: ValueType = types?.[position] ?? { dataType: 'float32', dims: null }
      this.#infos.set(name, { name, dataType: type.dataType, dims: type.dims })
    })
    this.#nodes.push(node)
    return outputs
  }

  /** Gives `value` the reserved name `name`, for use as a graph output. Throws Error when the name was not reserved. */
  output(name: string, value: string): string {
    if (!this.#reserved.has(name)) throw new Error(`The name "${name}" is not reserved.`)
    const { dataType, dims } = this.info(value)
    this.#nodes.push(makeNode('Identity', [value], [name]))
    this.#infos.set(name, { name, dataType, dims })
    return name
  }

  /** Type of a value added before; throws Error for an unknown name. */
  info(name: string): ValueInfo {
    const info = this.#infos.get(name)
    if (info === undefined) throw new Error(`No value "${name}" was added.`)
    return info
  }

  /** The finished graph; `outputs` are names given back by the calls before. */
  finish(outputs: readonly string[], metadata: ReadonlyMap<string, string> = new Map()): Graph {
    return {
      name: this.#name,
      opsets: new Map([['', BUILD_OPSET]]),
      inputs: this.#inputs,
      outputs: outputs.map((name) => this.info(name)),
      nodes: this.#nodes,
      initializers: this.#initializers,
      valueInfos: new Map(),
      metadata,
    }
  }

  #free(name: string): string {
    const taken = (candidate: string): boolean => this.#infos.has(candidate) || this.#reserved.has(candidate)
    if (!taken(name)) return name
    let suffix = 1
    while (taken(`${name}_${suffix}`)) suffix += 1
    return `${name}_${suffix}`
  }
}
