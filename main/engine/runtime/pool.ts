import { availableParallelism } from 'node:os'
import { Fifo } from './fifo'
import { disableTelemetry } from './load-onnx-runtime'
import type { PhotoPool, Refusal } from './photo-pool'
import type { DepthLimits } from './task-depth'
import { modelKey } from './worker-messages'
import { callWorker, type TaskSource, type WorkerTask } from './worker-task'
import { WorkerTeam } from './worker-team'

export interface PhotoPoolOptions {
  /** Built worker script. */
  readonly workerPath: string
  /** Batch workers; default: one per core. */
  readonly workers?: number
}

/** Two keep a thread busy while the answer to the first travels; more save messages where photos take a few milliseconds. */
const batchDepth: DepthLimits = { least: 2, most: 8, aheadMs: 60 }
const lightDepth: DepthLimits = { least: 2, most: 2, aheadMs: 0 }
const lightWorkersAtMost = 4

function lostPhoto(reason: string): Refusal & { readonly contentHash: null } {
  return { kind: 'refused', code: 'model-failed', reason: `The worker stopped while it had this photo: ${reason}.`, contentHash: null }
}

/** What is looked at last is wanted first; files to read wait behind pictures to show. */
class LightTasks implements TaskSource {
  readonly #pictures: WorkerTask[] = []
  readonly #others = new Fifo<WorkerTask>()

  get size(): number {
    return this.#pictures.length + this.#others.size
  }

  push(task: WorkerTask): void {
    if (task.call.kind === 'render') this.#pictures.push(task)
    else this.#others.push(task)
  }

  take(): WorkerTask | undefined {
    return this.#pictures.pop() ?? this.#others.shift()
  }
}

class BatchTasks extends Fifo<WorkerTask> implements TaskSource {
  take(): WorkerTask | undefined {
    return this.shift()
  }
}

/** Threads are started with the first task for them and live until `close`. */
export function createPhotoPool(options: PhotoPoolOptions): PhotoPool {
  disableTelemetry()
  const workers = Math.max(1, options.workers ?? availableParallelism())
  const batchTasks = new BatchTasks()
  const lightTasks = new LightTasks()
  const script = options.workerPath
  const batch = new WorkerTeam({ script, size: workers, depth: batchDepth, source: batchTasks })
  const light = new WorkerTeam({
    script,
    size: Math.min(lightWorkersAtMost, Math.max(1, availableParallelism())),
    depth: lightDepth,
    source: lightTasks,
  })
  const toBatch = (task: WorkerTask): void => {
    batchTasks.push(task)
    batch.wake()
  }
  const toLight = (task: WorkerTask): void => {
    lightTasks.push(task)
    light.wake()
  }

  return {
    predict: ({ path, models }) =>
      callWorker({ kind: 'predict', path, modelKeys: models.map(modelKey) }, { models, whenLost: lostPhoto }, toBatch),
    features: ({ model, ...task }) =>
      callWorker({ kind: 'features', ...task, modelKey: modelKey(model) }, { models: [model], whenLost: lostPhoto }, toBatch),
    probe: (path) => callWorker({ kind: 'probe', path }, { whenLost: lostPhoto }, toLight),
    render: (task) => callWorker({ kind: 'render', task }, { whenLost: lostPhoto }, toLight),
    fingerprint: (path) => callWorker({ kind: 'fingerprint', path }, { whenLost: lostPhoto }, toLight),
    get predictDepth() {
      return batch.depth
    },
    info: async () => {
      const facts = await callWorker(
        { kind: 'info' },
        { whenLost: (reason) => ({ decoder: `none (${reason})`, onnxRuntimeVersion: 'unknown' }) },
        toLight,
      )
      return { ...facts, workers }
    },
    close: async () => {
      await Promise.all([batch.close(), light.close()])
    },
  }
}
