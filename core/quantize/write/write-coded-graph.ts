import type { Attribute } from '#core/onnx/attribute'
import { int } from '#core/onnx/attribute'
import type { Graph, Node, ValueInfo } from '#core/onnx/graph'
import { makeNode } from '#core/onnx/make-node'
import { removeDeadCode } from '#core/onnx/passes/remove-dead-code'
import { inferShapes } from '#core/onnx/shapes/infer-shapes'
import type { Tensor } from '#core/onnx/tensor'
import { float32Tensor } from '#core/onnx/tensor'
import type { Affine } from '../affine'
import type { CodedLayer } from '../layer/coded-layer'
import type { GraphPlan } from '../plan/plan-graph'
import { layerConstants } from './layer-constants'

/** Codes of values by root, and coded weights by layer node; layers left out stay in float. */
export interface Coding {
  readonly activations: ReadonlyMap<string, Affine>
  readonly layers: ReadonlyMap<Node, CodedLayer>
}

/**
 * The graph in QDQ form: every value with codes passes QuantizeLinear and DequantizeLinear, weights and biases are
 * stored as codes behind DequantizeLinear (ONNX operator set 13 and later). Runtimes fuse these into integer kernels.
 */
export function writeCodedGraph(plan: GraphPlan, coding: Coding): Graph {
  return removeDeadCode.run(writeWithInnerValues(plan, coding))
}

/** As `writeCodedGraph`, with every value still computed, so that inner ones can be measured. */
export function writeWithInnerValues(plan: GraphPlan, coding: Coding): Graph {
  return new CodedGraphWriter(plan, coding).write()
}

/** Name, in the coded graph, of a value after its codes. */
export function decodedName(graph: Graph, value: string): string {
  return graph.outputs.some((output) => output.name === value) ? value : `${value}/decoded`
}

const requantizedByRuntime: ReadonlySet<string> = new Set(['Conv', 'ConvTranspose', 'Gemm'])

class CodedGraphWriter {
  readonly #plan: GraphPlan
  readonly #coding: Coding
  readonly #nodes: Node[] = []
  readonly #initializers: Map<string, Tensor>
  readonly #outputs: ReadonlySet<string>
  /** Value to the name its readers use. */
  readonly #decoded = new Map<string, string>()
  readonly #raw = new Map<string, string>()
  readonly #shared = new Map<string, string>()
  readonly #infos: ReadonlyMap<string, ValueInfo>
  readonly #producers: ReadonlyMap<string, Node>

  constructor(plan: GraphPlan, coding: Coding) {
    this.#plan = plan
    this.#coding = coding
    this.#initializers = new Map(plan.graph.initializers)
    this.#outputs = new Set(plan.graph.outputs.map((output) => output.name))
    this.#infos = inferShapes(plan.graph)
    this.#producers = new Map(plan.graph.nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)))
  }

  write(): Graph {
    const { graph } = this.#plan
    for (const input of graph.inputs) if (this.#affineOf(input.name)) this.#encode(input.name, input.name)
    for (const node of graph.nodes) this.#node(node)
    return { ...graph, nodes: this.#nodes, initializers: this.#initializers, valueInfos: new Map() }
  }

  #affineOf(value: string): Affine | undefined {
    const root = this.#plan.roots.get(value)
    return root === undefined ? undefined : this.#coding.activations.get(root)
  }

  #node(node: Node): void {
    if (this.#plan.plans.get(node)?.kind === 'bounded') return
    const value = this.#plan.folded.get(node)?.node.outputs[0] ?? node.outputs[0] ?? ''
    const isCoded = this.#affineOf(value) !== undefined
    const raw = isCoded && this.#outputs.has(value) ? `${value}/raw` : value
    const inputs = node.inputs.map((input) => this.#read(node, input))
    const layer = this.#coding.layers.get(node)
    if (layer !== undefined) this.#layer(layer, node, inputs)
    const name = raw === node.outputs[0] || node.name !== value ? node.name : raw
    this.#nodes.push({ ...node, name, inputs, outputs: [raw, ...node.outputs.slice(1)] })
    if (isCoded) this.#encode(value, raw)
  }

  /** The name by which a node reads a value: float nodes take it uncoded where it exists so. */
  #read(node: Node, value: string): string {
    const decoded = this.#decoded.get(value)
    if (decoded === undefined || this.#coding.layers.has(node)) return decoded ?? value
    const producer = this.#producers.get(value)
    const isFloat = this.#plan.plans.get(node)?.kind === 'float'
    if (isFloat && (producer === undefined || this.#plan.plans.get(producer)?.kind === 'float')) return this.#raw.get(value) ?? value
    return requantizedByRuntime.has(node.opType) && node.inputs[0] === value ? this.#decodeByChannel(value, decoded) : decoded
  }

  /**
   * ONNX Runtime rounds float weights to 8 bits per tensor, unasked, where a layer stands between DequantizeLinear and
   * QuantizeLinear with single scales (its WeightBiasQuantization). With one scale per channel, all equal, it does not.
   */
  #decodeByChannel(value: string, decoded: string): string {
    const affine = this.#affineOf(value)
    const channels = this.#infos.get(value)?.dims?.[1]
    if (affine === undefined || typeof channels !== 'number' || channels < 2) return decoded
    const name = `${value}/decoded-by-channel`
    if (this.#initializers.has(`${value}/scales`)) return name
    const zeros = { dims: [channels], data: new Uint8Array(channels).fill(affine.zeroPoint) }
    const scales = this.#constant(`${value}/scales`, float32Tensor([channels], new Float32Array(channels).fill(affine.scale)))
    const zero = this.#constant(
      `${value}/zeros`,
      affine.format.dataType === 'uint8' ? { dataType: 'uint8', ...zeros } : { dataType: 'int8', dims: zeros.dims, data: Int8Array.from(zeros.data) },
    )
    return this.#add('DequantizeLinear', [`${value}/codes`, scales, zero], name, { axis: int(1) })
  }

  /** QuantizeLinear and DequantizeLinear after a value. */
  #encode(value: string, raw: string): void {
    const affine = this.#affineOf(value)
    if (affine === undefined) return
    const scale = this.#constant(`${value}/scale`, float32Tensor([], [affine.scale]))
    const zero =
      affine.format.dataType === 'uint8'
        ? this.#constant(`${value}/zero`, { dataType: 'uint8', dims: [], data: Uint8Array.of(affine.zeroPoint) })
        : this.#constant(`${value}/zero`, { dataType: 'int8', dims: [], data: Int8Array.of(affine.zeroPoint) })
    const decoded = raw === value ? `${value}/decoded` : value
    this.#add('QuantizeLinear', [raw, scale, zero], `${value}/codes`)
    this.#add('DequantizeLinear', [`${value}/codes`, scale, zero], decoded)
    this.#decoded.set(value, decoded)
    this.#raw.set(value, raw)
  }

  #layer(layer: CodedLayer, node: Node, inputs: string[]): void {
    const input = this.#affineOf(node.inputs[0] ?? '')
    if (input === undefined) throw new Error(`Layer "${node.name}" has coded weights but an input without codes.`)
    const { weight, weightScales, weightZeros, bias, biasScales, biasZeros, axis } = layerConstants(layer, input.scale, this.#plan.graph)
    const base = node.name
    const scales = this.#constant(`${base}/weight/scale`, weightScales)
    const weightInputs = [this.#constant(`${base}/weight/codes`, weight), scales, this.#constant(`${base}/weight/zero`, weightZeros)]
    inputs[1] = this.#add('DequantizeLinear', weightInputs, `${base}/weight/decoded`, { axis: int(axis) })
    const biasInputs = [`bias/codes`, `bias/scale`, `bias/zero`].map((part, position) =>
      this.#constant(`${base}/${part}`, [bias, biasScales, biasZeros][position] ?? bias),
    )
    inputs[2] = this.#add('DequantizeLinear', biasInputs, `${base}/bias/decoded`, { axis: int(0) })
  }

  #add(opType: string, inputs: readonly string[], output: string, attributes: Readonly<Record<string, Attribute>> = {}): string {
    this.#nodes.push(makeNode(opType, inputs, [output], attributes))
    return output
  }

  /** Scalars that repeat are stored once. */
  #constant(name: string, tensor: Tensor): string {
    if (tensor.dims.length === 0) {
      const key = `${tensor.dataType} ${String(tensor.data[0])}`
      const known = this.#shared.get(key)
      if (known !== undefined) return known
      this.#shared.set(key, name)
    }
    this.#initializers.set(name, tensor)
    return name
  }
}
