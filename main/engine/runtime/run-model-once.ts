import { AppError } from '#core/contract/errors'
import { float16ToNumber } from '#core/onnx/float16'
import { loadOnnxRuntime } from './load-onnx-runtime'

/** Numbers of an output, whatever the model stores them as. */
export interface NumberTensor {
  readonly dataType: string
  readonly values: Float64Array
}

/** An input as a model file takes it. */
export interface RawInput {
  readonly dataType: 'float32' | 'float16' | 'uint8' | 'int8'
  readonly data: Float32Array | Uint16Array | Uint8Array | Int8Array
  readonly dims: readonly number[]
}

/** Runs a model file on one input and gives all its outputs. Throws AppError `unsupported-model` with what ONNX Runtime says. */
export async function runModelOnce(model: Uint8Array, { dataType, data, dims }: RawInput): Promise<Readonly<Record<string, NumberTensor>>> {
  const { InferenceSession, Tensor } = loadOnnxRuntime()
  try {
    const session = await InferenceSession.create(model, { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 4 })
    try {
      const results = await session.run({ [session.inputNames[0] ?? '']: new Tensor(dataType, data, dims) })
      return Object.fromEntries(Object.entries(results).map(([name, tensor]) => [name, { dataType: tensor.type, values: numbersOf(tensor.type, tensor.data) }]))
    } finally {
      await session.release()
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new AppError('unsupported-model', `ONNX Runtime cannot run this model: ${reason}`, { hint: 'Check the layout, the size and the operators of the model.', cause: error })
  }
}

function numbersOf(type: string, data: unknown): Float64Array {
  const values = Array.from(data as ArrayLike<number | bigint>, Number)
  return Float64Array.from(type === 'float16' && data instanceof Uint16Array ? values.map(float16ToNumber) : values)
}
