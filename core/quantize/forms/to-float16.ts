import { int } from '#core/onnx/attribute'
import { DATA_TYPE_CODES } from '#core/onnx/codec/data-type-codes'
import { numberToFloat16 } from '#core/onnx/float16'
import type { Graph, Node } from '#core/onnx/graph'
import { makeNode } from '#core/onnx/make-node'
import { removeDeadCode } from '#core/onnx/passes/remove-dead-code'
import type { Tensor, TensorOf } from '#core/onnx/tensor'
import type { KeepFloat } from '../keep-float'
import { isKept } from '../keep-float'

const largestHalf = 65504
/** Smaller constants gain nothing by being stored in half. */
const fewestStored = 16

const toFloat = int(DATA_TYPE_CODES.float32)
const toHalf = int(DATA_TYPE_CODES.float16)

type Form = 'storage' | 'full'

const writers: Readonly<Record<Form, (graph: Graph, keep: KeepFloat) => Graph>> = { storage: storeInHalf, full: computeInHalf }

/**
 * The graph with IEEE half precision. `storage`: constants in half, cast to float when read, so that every runtime
 * computes as before. `full`: values between the nodes in half too, for graphics and neural processors; inputs and
 * outputs of the graph stay float. Constants beyond 65504 stay float32.
 */
export function toFloat16(graph: Graph, form: Form, keep: KeepFloat): Graph {
  return removeDeadCode.run(writers[form](graph, keep))
}

function half(tensor: TensorOf<'float32'>): TensorOf<'float16'> {
  return { dataType: 'float16', dims: tensor.dims, data: Uint16Array.from(tensor.data, numberToFloat16) }
}

function fitsHalf(tensor: Tensor | undefined): tensor is TensorOf<'float32'> {
  return tensor?.dataType === 'float32' && tensor.data.every((value) => Math.abs(value) <= largestHalf)
}

function storeInHalf(graph: Graph, keep: KeepFloat): Graph {
  const initializers = new Map<string, Tensor>(graph.initializers)
  const outputs = new Set(graph.outputs.map((output) => output.name))
  const casts: Node[] = []
  const renamed = new Map<string, string>()
  for (const [name, tensor] of graph.initializers) {
    if (!fitsHalf(tensor) || tensor.data.length < fewestStored || outputs.has(name)) continue
    initializers.set(`${name}/half`, half(tensor))
    casts.push(makeNode('Cast', [`${name}/half`], [`${name}/float`], { to: toFloat }))
    renamed.set(name, `${name}/float`)
  }
  const nodes = graph.nodes.map((node) =>
    isKept(keep, node) ? node : { ...node, inputs: node.inputs.map((input) => renamed.get(input) ?? input) },
  )
  return { ...graph, nodes: [...casts, ...nodes], initializers }
}

function computeInHalf(graph: Graph, keep: KeepFloat): Graph {
  return new HalfWriter(graph, keep).write()
}

/** Follows, value by value, whether it exists in half, in float, or in both. */
class HalfWriter {
  readonly #graph: Graph
  readonly #keep: KeepFloat
  readonly #initializers: Map<string, Tensor>
  readonly #nodes: Node[] = []
  /** Values that are float32 under their own name. */
  readonly #floats: Set<string>
  /** Values with a half under `name/half`. */
  readonly #halves = new Set<string>()
  readonly #graphOutputs: ReadonlySet<string>

  constructor(graph: Graph, keep: KeepFloat) {
    this.#graph = graph
    this.#keep = keep
    this.#initializers = new Map(graph.initializers)
    this.#graphOutputs = new Set(graph.outputs.map((output) => output.name))
    const constants = [...graph.initializers].filter(([, tensor]) => tensor.dataType === 'float32').map(([name]) => name)
    this.#floats = new Set([...constants, ...graph.inputs.filter((input) => input.dataType === 'float32').map((input) => input.name)])
  }

  write(): Graph {
    for (const node of this.#graph.nodes) this.#node(node)
    return { ...this.#graph, nodes: this.#nodes, initializers: this.#initializers, valueInfos: new Map() }
  }

  #node(node: Node): void {
    const isFloatNode = node.inputs.some((input) => this.#floats.has(input) || this.#halves.has(input))
    const fits = node.inputs.every((input) => !this.#initializers.has(input) || this.#initializers.get(input)?.dataType !== 'float32' || fitsHalf(this.#initializers.get(input)))
    if (!isFloatNode || isKept(this.#keep, node) || !fits || node.opType === 'Resize') this.#keepFloat(node, isFloatNode)
    else this.#halve(node)
  }

  #keepFloat(node: Node, isFloatNode: boolean): void {
    for (const input of node.inputs) if (this.#halves.has(input) && !this.#floats.has(input)) this.#cast(`${input}/half`, input, toFloat, this.#floats)
    this.#nodes.push(node)
    if (isFloatNode) for (const output of node.outputs) this.#floats.add(output)
  }

  #halve(node: Node): void {
    const inputs = node.inputs.map((input) => {
      if (this.#floats.has(input) && !this.#halves.has(input)) this.#toHalf(input)
      return this.#halves.has(input) ? `${input}/half` : input
    })
    this.#nodes.push({ ...node, name: `${node.name}/half`, inputs, outputs: node.outputs.map((output) => `${output}/half`) })
    for (const output of node.outputs) {
      this.#halves.add(output)
      if (this.#graphOutputs.has(output)) this.#cast(`${output}/half`, output, toFloat, this.#floats)
    }
  }

  #toHalf(value: string): void {
    const constant = this.#initializers.get(value)
    if (constant?.dataType === 'float32') this.#initializers.set(`${value}/half`, half(constant))
    else this.#nodes.push(makeNode('Cast', [value], [`${value}/half`], { to: toHalf }))
    this.#halves.add(value)
  }

  #cast(from: string, to: string, type: typeof toFloat, known: Set<string>): void {
    this.#nodes.push(makeNode('Cast', [from], [to], { to: type }))
    known.add(to)
  }
}
