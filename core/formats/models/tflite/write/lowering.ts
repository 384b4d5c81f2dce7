import { AppError } from '#core/contract/errors'
import { evaluateNode } from '#core/onnx/evaluate/evaluate-node'
import type { Dim, Graph, Node, ValueInfo } from '#core/onnx/graph'
import { GraphIndex } from '#core/onnx/graph-index'
import { inferShapes } from '#core/onnx/shapes/infer-shapes'
import type { Tensor } from '#core/onnx/tensor'
import { float32Tensor, int32Tensor, tensorNumbers } from '#core/onnx/tensor'
import { optionsCodes } from '../schema/codes'
import type { TfliteQuantization } from '../tflite-model'
import { activationCodes, sameCodes } from './activation-codes'
import { FlatBuilder } from './flat-builder'
import type { FloatStorage, OperatorForm } from './flat-builder'
import type { OperatorName } from '../schema/codes'

export const TO_CHANNELS_LAST: readonly number[] = [0, 2, 3, 1]

/** A value in the file. `last` holds [N, H, W, C] where the ONNX value is [N, C, H, W]. */
export interface Placed {
  readonly tensor: number
  readonly layout: 'last' | 'plain'
}

/** What an operator becomes after its activation: the value it defines and the codes it comes out in. */
export interface Result {
  readonly value: string
  readonly codes: TfliteQuantization | null
  /** Code of the activation the operator takes over. */
  readonly activation: number
}

/** The graph on its way into a file: what is placed already, and the questions converters ask. */
export class Lowering {
  readonly index: GraphIndex
  readonly builder: FlatBuilder
  readonly #infos: ReadonlyMap<string, ValueInfo>
  readonly #placed = new Map<string, Placed>()

  constructor(graph: Graph, storage: FloatStorage) {
    this.index = new GraphIndex(graph)
    this.builder = new FlatBuilder(storage)
    this.#infos = inferShapes(graph)
  }

  refuse(node: Node, reason: string): never {
    throw new AppError('unsupported-model', `TensorFlow Lite cannot hold ${node.opType} "${node.name}": ${reason}.`)
  }

  /** Known extents of an ONNX value. Throws AppError when some are not known. */
  dims(value: string): readonly number[] {
    const dims: readonly Dim[] | null = this.#infos.get(value)?.dims ?? null
    const known = (dims ?? []).filter((dim) => typeof dim === 'number')
    if (dims === null || known.length !== dims.length) {
      throw new AppError('unsupported-model', `The extents of "${value}" must be known to write a TensorFlow Lite model.`)
    }
    return known
  }

  place(value: string, placed: Placed): void {
    this.#placed.set(value, placed)
  }

  /** Where a value is; constants are taken in as they are. */
  placed(value: string): Placed {
    const known = this.#placed.get(value)
    if (known !== undefined) return known
    const constant = this.constant(value)
    if (constant === undefined) throw new AppError('unsupported-model', `The value "${value}" is read before it is computed.`)
    const placed: Placed = { tensor: this.builder.constant(value, constant), layout: 'plain' }
    this.place(value, placed)
    return placed
  }

  /** Real elements of a constant, also of one behind a DequantizeLinear. */
  constant(value: string | undefined): Tensor | undefined {
    const direct = this.index.constantOf(value)
    if (direct !== undefined) return direct
    const node = this.index.producerOf(value)
    const codes = node?.opType === 'DequantizeLinear' ? this.index.constantOf(node.inputs[0]) : undefined
    const scale = this.index.constantOf(node?.inputs[1])
    if (node === undefined || codes === undefined || scale === undefined) return undefined
    const axis = node.attributes.get('axis')
    const scales = tensorNumbers(scale)
    const zero = this.index.constantOf(node.inputs[2])
    const zeros = zero === undefined ? [] : tensorNumbers(zero)
    const inner = codes.dims.slice((axis?.type === 'int' ? axis.value : 1) + 1).reduce((product, dim) => product * dim, 1)
    const values = tensorNumbers(codes).map((code, position) => {
      const channel = scales.length === 1 ? 0 : Math.floor(position / inner) % scales.length
      return (scales[channel] ?? 1) * (code - (zeros[channel] ?? 0))
    })
    return float32Tensor(codes.dims, values)
  }

  /** The codes a placed value has, or null for real values. */
  codesOf(value: string): TfliteQuantization | null {
    return this.#placed.has(value) ? this.builder.tensor(this.placed(value).tensor).quantization : null
  }

  /** As [N, H, W, C], or in ONNX's own order; a TRANSPOSE is added where it is held otherwise. */
  inLayout(value: string, layout: Placed['layout']): number {
    const placed = this.placed(value)
    if (placed.layout === layout || this.dims(value).length !== 4) return placed.tensor
    return this.transposed(placed.tensor, layout === 'last' ? TO_CHANNELS_LAST : [0, 3, 1, 2], `${value}/${layout}`)
  }

  transposed(tensor: number, order: readonly number[], name: string): number {
    const { dims, dataType, quantization } = this.builder.tensor(tensor)
    const moved = order.map((axis) => dims[axis] ?? 1)
    const output = this.builder.value(name, moved, dataType, quantization)
    return this.builder.add('TRANSPOSE', [tensor, this.integers(order)], output, { version: quantization ? 2 : 1, optionsCode: optionsCodes.transpose })
  }

  /** The tensor with real values, or with other codes: DEQUANTIZE or QUANTIZE where it differs. */
  recoded(tensor: number, codes: TfliteQuantization | null, dataType: 'int8' | 'uint8' = 'int8', as?: string): number {
    const { name, dims, quantization, dataType: before } = this.builder.tensor(tensor)
    if (codes === null && quantization === null) return tensor
    if (codes !== null && quantization !== null && sameCodes(codes, quantization) && before === dataType) return tensor
    if (codes === null) {
      const output = this.builder.value(as ?? `${name}/real`, dims, 'float32')
      return this.builder.add('DEQUANTIZE', [tensor], output, { version: 2, optionsCode: optionsCodes.dequantize })
    }
    const output = this.builder.value(as ?? `${name}/codes`, dims, dataType, codes)
    return this.builder.add('QUANTIZE', [tensor], output, { version: quantization === null ? 1 : 2, optionsCode: optionsCodes.quantize })
  }

  integers(values: readonly number[]): number {
    return this.builder.constant(`integers ${values.join(' ')}`, int32Tensor([values.length], values))
  }

  /** Adds the operator that defines `result`, its tensor laid out as `layout` says. */
  define(result: Result, layout: Placed['layout'], operator: OperatorName, inputs: readonly number[], form: OperatorForm): void {
    const { value, codes } = result
    const dims = this.dims(value)
    const stored = layout === 'last' ? TO_CHANNELS_LAST.map((axis) => dims[axis] ?? 1) : dims
    const output = this.builder.value(value, stored, codes === null ? 'float32' : 'int8', codes)
    this.place(value, { tensor: this.builder.add(operator, inputs, output, form), layout })
  }

  /** Codes a QuantizeLinear gives its input, or null when they cannot stand for a whole value. */
  codesFrom(node: Node): TfliteQuantization | null {
    return activationCodes(this.index.constantOf(node.inputs[1]), this.index.constantOf(node.inputs[2]))
  }

  /** Computes a node whose inputs are all constant; null for others. */
  folded(node: Node): Tensor | null {
    const inputs = node.inputs.map((input) => this.index.constantOf(input))
    const known = inputs.filter((input) => input !== undefined)
    return known.length === inputs.length ? evaluateNode(node, known) : null
  }
}
