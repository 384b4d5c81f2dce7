import { readFile } from 'node:fs/promises'
import type { InferenceSession, Tensor } from 'onnxruntime-node'
import { AppError } from '#core/contract/errors'
import { seededRandom } from '#core/random/seeded-random'
import { mapFileError } from '../map-file-error'
import { loadOnnxRuntime } from './load-onnx-runtime'
import type { ModelFile } from './photo-pool'

export interface LatencyOptions {
  /** Threads one session may use. */
  readonly threads: number
  readonly warmUpRuns: number
  readonly runs: number
  /** Fewer runs, but at least `fewestRuns`, when all together take longer. */
  readonly mostMs: number
  readonly fewestRuns: number
  /** Called between runs; throws to stop. */
  readonly afterRun: (done: number, total: number) => void
}

export interface MeasuredLatency {
  /** Reading the file and making a session. */
  readonly loadMs: number
  /** In the order in which they were taken. */
  readonly samplesMs: readonly number[]
}

interface LoadedModel {
  readonly session: InferenceSession
  readonly feeds: Readonly<Record<string, Tensor>>
  readonly outputs: readonly string[]
  readonly loadMs: number
  readonly samplesMs: number[]
}

/**
 * Times whole models on one picture of noise, interleaved: each round runs every model once, beginning with another one each time,
 * so that a machine that gets slower slows all of them down. Throws `cannot-read`, `unsupported-model` or `model-failed`.
 */
export async function measureLatency(models: readonly ModelFile[], options: LatencyOptions): Promise<readonly MeasuredLatency[]> {
  const loaded: LoadedModel[] = []
  try {
    for (const model of models) loaded.push(await load(model, options.threads))
    for (let round = 0; round < options.warmUpRuns; round++) for (const model of loaded) await time(model)
    const startedMs = performance.now()
    for (let round = 0; round < options.runs; round++) {
      for (const at of loaded.keys()) {
        const model = loaded[(at + round) % loaded.length]
        if (model !== undefined) model.samplesMs.push(await time(model))
      }
      options.afterRun(round + 1, options.runs)
      if (round + 1 >= options.fewestRuns && performance.now() - startedMs > options.mostMs) break
    }
    return loaded.map(({ loadMs, samplesMs }) => ({ loadMs, samplesMs }))
  } finally {
    for (const { session } of loaded) await session.release()
  }
}

async function load({ card, path }: ModelFile, threads: number): Promise<LoadedModel> {
  const { InferenceSession: Session, Tensor: TensorOf } = loadOnnxRuntime()
  const startedMs = performance.now()
  const bytes = await readFile(path).catch((error: unknown) => {
    throw mapFileError(error, path, 'cannot-read')
  })
  const session = await Session.create(bytes, { intraOpNumThreads: threads, interOpNumThreads: 1, graphOptimizationLevel: 'all', executionMode: 'sequential', logSeverityLevel: 3 }).catch((error: unknown) => {
    throw new AppError('unsupported-model', `"${card.name}" cannot be loaded by ONNX Runtime.`, { cause: error })
  })
  const loadMs = performance.now() - startedMs
  const { width, height } = card.inputSize
  const random = seededRandom(1)
  const noise = Float32Array.from({ length: 3 * width * height }, () => 2 * random() - 1)
  return { session, feeds: { [session.inputNames[0] ?? '']: new TensorOf('float32', noise, [1, 3, height, width]) }, outputs: card.outputs, loadMs, samplesMs: [] }
}

async function time({ session, feeds, outputs }: LoadedModel): Promise<number> {
  const startedMs = performance.now()
  try {
    await session.run(feeds, outputs)
  } catch (error) {
    throw new AppError('model-failed', `A model could not compute an answer while it was timed: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
  return performance.now() - startedMs
}
