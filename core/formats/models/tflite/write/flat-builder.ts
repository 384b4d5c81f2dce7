import type { Tensor } from '#core/onnx/tensor'
import { numberToFloat16 } from '#core/onnx/float16'
import { optionsCodes } from '../schema/codes'
import type { OperatorName } from '../schema/codes'
import type { TfliteQuantization } from '../tflite-model'
import type { FlatModel, FlatOperator, FlatTensor, OptionField } from './flat-model'

/** How floats of constants are stored. */
export type FloatStorage = 'float32' | 'float16'

export interface OperatorForm {
  readonly version?: number
  readonly optionsCode?: number
  readonly options?: readonly OptionField[]
}

const FLOAT16_DEQUANTIZE_VERSION = 3

/** Gathers the tensors and operators of a file; tensors are known by their index. */
export class FlatBuilder {
  readonly #tensors: FlatTensor[] = []
  readonly #operators: FlatOperator[] = []
  readonly #constants = new Map<string, number>()
  readonly #names = new Set<string>()
  readonly #storage: FloatStorage

  constructor(storage: FloatStorage) {
    this.#storage = storage
  }

  tensor(index: number): FlatTensor {
    const tensor = this.#tensors[index]
    if (tensor === undefined) throw new Error(`There is no tensor ${index}.`)
    return tensor
  }

  /** A computed value. */
  value(name: string, dims: readonly number[], dataType: FlatTensor['dataType'], quantization: TfliteQuantization | null = null): number {
    return this.#push({ name: this.#free(name), dataType, dims, data: null, quantization })
  }

  /** A constant, stored once for each name; floats of 16 bits get the DEQUANTIZE that converters put behind them. */
  constant(name: string, tensor: Tensor, quantization: TfliteQuantization | null = null): number {
    const known = this.#constants.get(name)
    if (known !== undefined) return known
    const index =
      tensor.dataType === 'float32' && this.#storage === 'float16' ? this.#half(name, tensor.dims, tensor.data) : this.#whole(name, tensor, quantization)
    this.#constants.set(name, index)
    return index
  }

  /** A constant that is an output: as it is, because runtimes do not compute what depends on no input. */
  outputConstant(name: string, tensor: Tensor): number {
    const index = this.#whole(name, tensor, null)
    this.#constants.set(name, index)
    return index
  }

  /** Gives a tensor the name, or a numbered variant when another has it. */
  rename(index: number, name: string): void {
    const tensor = this.tensor(index)
    if (tensor.name !== name) this.#tensors[index] = { ...tensor, name: this.#free(name) }
  }

  add(operator: OperatorName, inputs: readonly number[], output: number, form: OperatorForm = {}): number {
    this.#operators.push({
      operator,
      version: form.version ?? 1,
      inputs,
      outputs: [output],
      optionsCode: form.optionsCode ?? optionsCodes.none,
      options: form.options ?? [],
    })
    return output
  }

  finish(name: string, inputs: readonly number[], outputs: readonly number[]): FlatModel {
    return { name, tensors: this.#tensors, operators: this.#operators, inputs, outputs }
  }

  #whole(name: string, { dataType, dims, data }: Tensor, quantization: TfliteQuantization | null): number {
    return this.#push({ name: this.#free(name), dataType, dims, data: bytesOf(data), quantization })
  }

  #half(name: string, dims: readonly number[], values: Float32Array): number {
    const data = bytesOf(Uint16Array.from(values, numberToFloat16))
    const stored = this.#push({ name: this.#free(`${name}/float16`), dataType: 'float16', dims, data, quantization: null })
    const output = this.value(name, dims, 'float32')
    return this.add('DEQUANTIZE', [stored], output, { version: FLOAT16_DEQUANTIZE_VERSION, optionsCode: optionsCodes.dequantize })
  }

  #push(tensor: FlatTensor): number {
    this.#tensors.push(tensor)
    return this.#tensors.length - 1
  }

  #free(name: string): string {
    let free = name
    for (let suffix = 1; this.#names.has(free); suffix += 1) free = `${name}_${suffix}`
    this.#names.add(free)
    return free
  }
}

function bytesOf(data: ArrayBufferView): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
}
