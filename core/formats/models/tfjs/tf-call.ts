import type { Attribute } from '#core/onnx/attribute'
import { ints } from '#core/onnx/attribute'
import { evaluateNode } from '#core/onnx/evaluate/evaluate-node'
import { transposeTensor } from '#core/onnx/evaluate/strided-tensor'
import type { Dim } from '#core/onnx/graph'
import type { GraphBuilder } from '#core/onnx/graph-builder'
import { makeNode } from '#core/onnx/make-node'
import type { Tensor } from '#core/onnx/tensor'
import { tensorNumbers } from '#core/onnx/tensor'
import type { TfAttribute, TfNode } from './tf-graph'
import { TfRefusal } from './tf-refusal'
import type { TfTensorValue, TfValue } from './tf-value'

const TO_CHANNELS_FIRST = [0, 3, 1, 2]
const TO_CHANNELS_LAST = [0, 2, 3, 1]

/** One TensorFlow node under conversion: its inputs in the form a converter asks for, and the graph it adds to. */
export class TfCall {
  readonly node: TfNode
  readonly builder: GraphBuilder
  readonly #inputs: readonly TfValue[]

  constructor(node: TfNode, inputs: readonly TfValue[], builder: GraphBuilder) {
    this.node = node
    this.#inputs = inputs
    this.builder = builder
  }

  get inputCount(): number {
    return this.#inputs.length
  }

  refuse(reason: string): never {
    throw new TfRefusal(reason)
  }

  attribute(name: string): TfAttribute {
    return this.node.attributes.get(name) ?? {}
  }

  input(position: number): TfValue {
    return this.#inputs[position] ?? this.refuse(`input ${position} is missing`)
  }

  /** A constant input; refuses computed ones. */
  constant(position: number): Tensor {
    const value = this.input(position)
    return value.kind === 'constant' ? value.tensor : this.refuse(`input ${position} is not constant`)
  }

  numbers(position: number): number[] {
    return tensorNumbers(this.constant(position))
  }

  /** An integer vector input that may hold extents not known yet. */
  extents(position: number): readonly Dim[] {
    const value = this.input(position)
    return value.kind === 'extents' ? value.dims : this.numbers(position)
  }

  /** Extents of an input in TensorFlow's order of axes. */
  dims(position: number): readonly Dim[] {
    const value = this.input(position)
    if (value.kind === 'constant') return value.tensor.dims
    if (value.kind === 'extents') return value.scalar ? [] : [value.dims.length]
    if (value.kind === 'tensor') return this.tensorDims(value)
    return this.refuse(`input ${position} has no known shape`)
  }

  tensorDims(value: TfTensorValue): readonly Dim[] {
    const { dims } = this.builder.info(value.name)
    if (dims === null) return this.refuse('the shape of an input is not known')
    return value.layout === 'plain' ? dims : TO_CHANNELS_LAST.map((axis) => dims[axis] ?? null)
  }

  /** Name of an input in TensorFlow's own order of axes; adds a transposition when it is held channels first. */
  plain(position: number): string {
    const value = this.input(position)
    if (value.kind === 'constant') return this.builder.constant(this.#nameOf(position), value.tensor)
    if (value.kind !== 'tensor') return this.refuse(`input ${position} is ${value.kind}, which only some operators take`)
    if (value.layout === 'plain') return value.name
    const [, height, width, channels] = this.tensorDims(value)
    if (height === 1 && width === 1 && typeof channels === 'number') {
      const shape = this.builder.integers(`${value.name}/shape`, [0, 1, 1, channels])
      return this.builder.add(`${value.name}/plain`, 'Reshape', [value.name, shape])
    }
    return this.builder.add(`${value.name}/channels_last`, 'Transpose', [value.name], { perm: ints(...TO_CHANNELS_LAST) })
  }

  /** A feature map input as [N, C, H, W]. */
  image(position: number): TfTensorValue {
    const value = this.input(position)
    if (value.kind === 'tensor' && value.layout === 'channels-first') return value
    if (this.dims(position).length !== 4) return this.refuse(`input ${position} is no feature map`)
    if (value.kind === 'constant') return this.channelsFirst(this.builder.constant(this.#nameOf(position), transposeTensor(value.tensor, TO_CHANNELS_FIRST)))
    const name = this.plain(position)
    return this.channelsFirst(this.builder.add(`${name}/channels_first`, 'Transpose', [name], { perm: ints(...TO_CHANNELS_FIRST) }))
  }

  /** A constant that is combined with a feature map element by element: axes moved so that it still broadcasts. */
  besideImage(position: number): string {
    const tensor = this.constant(position)
    const rank = tensor.dims.length
    if (rank === 0) return this.builder.constant(this.#nameOf(position), tensor)
    if (rank > 4) return this.refuse(`input ${position} has rank ${rank}`)
    const dims = [...Array.from({ length: 4 - rank }, () => 1), ...tensor.dims]
    return this.builder.constant(this.#nameOf(position), transposeTensor({ ...tensor, dims } as Tensor, TO_CHANNELS_FIRST))
  }

  isImage(position: number): boolean {
    const value = this.input(position)
    return value.kind === 'tensor' && value.layout === 'channels-first'
  }

  /** Adds an ONNX node named after this one (`suffix` for helpers); gives back its output. */
  add(opType: string, inputs: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}, suffix = ''): string {
    return this.builder.add(`${this.node.name}${suffix}`, opType, inputs, attributes)
  }

  /** Computes the ONNX operator now when all inputs are constant; null when one is not or it cannot be computed here. */
  evaluate(opType: string, attributes: Readonly<Record<string, Attribute>> = {}): TfValue | null {
    const tensors = this.#inputs.map((value) => (value.kind === 'constant' ? value.tensor : null))
    const known = tensors.filter((tensor) => tensor !== null)
    if (known.length !== tensors.length) return null
    const names = known.map((_, position) => String(position))
    const tensor = evaluateNode(makeNode(opType, names, ['result'], attributes), known)
    return tensor === null ? null : { kind: 'constant', tensor }
  }

  plainTensor(name: string): TfTensorValue {
    return { kind: 'tensor', name, layout: 'plain' }
  }

  channelsFirst(name: string): TfTensorValue {
    return { kind: 'tensor', name, layout: 'channels-first' }
  }

  #nameOf(position: number): string {
    const ref = this.node.inputs[position]
    return ref === undefined ? `${this.node.name}/input_${position}` : ref.node
  }
}
