import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { AppError } from '#core/contract/errors'
import type { FloatTensor } from '#core/zoo/family'
import { loadOnnxRuntime } from './load-onnx-runtime'
import type { ModelFile } from './photo-pool'

/** One loaded model: named float outputs for one float input. */
export interface ModelSession {
  /** Blocks this thread while it computes. Throws `model-failed`. */
  run(input: FloatTensor): Promise<Readonly<Record<string, FloatTensor>>>
  close(): Promise<void>
}

async function readModel(file: ModelFile): Promise<Uint8Array> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(file.path)
  } catch (error) {
    throw new AppError('cannot-read', `The model file ${file.path} cannot be read.`, { hint: 'Install the app again.', cause: error })
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  if (sha256 === file.card.sha256) return bytes
  throw new AppError('unsupported-model', `${file.path} is not the file that "${file.card.name}" was published as.`, {
    hint: 'Install the app again, or put the original file back.',
  })
}

/**
 * Loads a model for batch work: one thread, because one session per core answers more photos than one session over
 * all cores. Throws `cannot-read` or `unsupported-model`.
 */
export async function openModelSession(file: ModelFile): Promise<ModelSession> {
  const bytes = await readModel(file)
  const { InferenceSession, Tensor } = loadOnnxRuntime()
  const session = await InferenceSession.create(bytes, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    executionMode: 'sequential',
    enableCpuMemArena: true,
    enableMemPattern: true,
    logSeverityLevel: 3,
  }).catch((error: unknown) => {
    throw new AppError('unsupported-model', `"${file.card.name}" cannot be loaded by ONNX Runtime.`, { cause: error })
  })
  const inputName = session.inputNames[0]
  if (inputName === undefined) throw new AppError('unsupported-model', `"${file.card.name}" has no input.`)

  return {
    run: async (input) => {
      const outputs: Record<string, FloatTensor> = {}
      try {
        const results = await session.run({ [inputName]: new Tensor('float32', input.data, input.dims) }, file.card.outputs)
        for (const [name, tensor] of Object.entries(results)) {
          if (!(tensor.data instanceof Float32Array)) throw new TypeError(`output ${name} holds ${tensor.type}, not float32`)
          outputs[name] = { dims: tensor.dims, data: tensor.data }
        }
      } catch (error) {
        throw new AppError('model-failed', `"${file.card.name}" could not compute an answer: ${messageOf(error)}.`, { cause: error })
      }
      return outputs
    },
    close: () => session.release(),
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\.$/, '') : String(error)
}
