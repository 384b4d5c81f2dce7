import { numberToFloat16 } from '#core/onnx/float16'
import type { ProtoWriter } from '#core/onnx/protobuf/proto-writer'
import type { MilContent, MilTensorType } from './mil-value'
import { writeNamedType, writeValue } from './mil-value'
import { WeightFile } from './weight-file'

/** Arrays from here on lie in the weights' file. */
const LEAST_FILED = 10

export type FloatType = 'float32' | 'float16'

/** Gathers the operations of a program's one block; values are known by name. */
export class ProgramBuilder {
  readonly weights = new WeightFile()
  readonly #floatType: FloatType
  readonly #operations: ((block: ProtoWriter) => void)[] = []
  #count = 0

  constructor(floatType: FloatType) {
    this.#floatType = floatType
  }

  ints(values: readonly number[]): string {
    return this.#constant({ type: 'int32', dims: [values.length] }, { kind: 'ints', values })
  }

  int(value: number): string {
    return this.#constant({ type: 'int32', dims: [] }, { kind: 'ints', values: [value] })
  }

  flag(value: 0 | 1): string {
    return this.#constant({ type: 'bool', dims: [] }, { kind: 'flag', value })
  }

  text(value: string): string {
    return this.#constant({ type: 'string', dims: [] }, { kind: 'text', value })
  }

  /** Real numbers in the program's own float type. */
  floats(dims: readonly number[], values: Float32Array): string {
    const type = this.#floatType
    const halves = type === 'float16' ? Uint16Array.from(values, numberToFloat16) : null
    const stored: ArrayBufferView = halves ?? values
    const bytes = new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength)
    if (values.length >= LEAST_FILED) return this.#constant({ type, dims }, { kind: 'weights', offset: this.weights.add(type, bytes) })
    return this.#constant({ type, dims }, halves === null ? { kind: 'floats', values: Array.from(values) } : { kind: 'bytes', values: bytes })
  }

  /** Adds an operation with one output; gives back its name, `output` or a numbered one. */
  add(operation: string, inputs: Readonly<Record<string, readonly string[]>>, type: MilTensorType, output = this.#next()): string {
    this.#operations.push((block) =>
      block.message(3, (writer) => {
        writer.string(1, operation)
        for (const [key, names] of Object.entries(inputs)) {
          writer.message(2, (entry) => {
            entry.string(1, key)
            entry.message(2, (argument) => names.forEach((name) => argument.message(1, (binding) => binding.string(1, name))))
          })
        }
        writer.message(3, (named) => writeNamedType(named, output, type))
        writeAttribute(writer, 'name', { type: 'string', dims: [] }, { kind: 'text', value: output })
      }),
    )
    return output
  }

  /** Writes message Block. */
  finish(block: ProtoWriter, outputs: readonly string[]): void {
    for (const output of outputs) block.string(2, output)
    for (const write of this.#operations) write(block)
  }

  #constant(type: MilTensorType, content: MilContent): string {
    const output = this.#next()
    this.#operations.push((block) =>
      block.message(3, (writer) => {
        writer.string(1, 'const')
        writer.message(3, (named) => writeNamedType(named, output, type))
        writeAttribute(writer, 'name', { type: 'string', dims: [] }, { kind: 'text', value: output })
        writeAttribute(writer, 'val', type, content)
      }),
    )
    return output
  }

  #next(): string {
    this.#count += 1
    return `value_${this.#count}`
  }
}

function writeAttribute(operation: ProtoWriter, key: string, type: MilTensorType, content: MilContent): void {
  operation.message(5, (entry) => {
    entry.string(1, key)
    entry.message(2, (value) => writeValue(value, type, content))
  })
}
