import { SHARE_ENV, Worker } from 'node:worker_threads'
import { AppError, fromErrorData } from '#core/contract/errors'
import type { CalibrationHooks } from '#core/quantize/calibration-hooks'
import type { FromQuantizeThread, QuantizedFile, QuantizeTask, QuantizeThreadStart } from './quantize-thread-messages'

/** As the calibration hooks, with a signal that tells when it is set. */
export interface QuantizeHooks extends Pick<CalibrationHooks, 'progress'> {
  readonly signal: AbortSignal
}

/**
 * Quantizes in a thread of its own and settles when the thread has ended.
 * Throws what `quantizeFile` throws, `engine-stopped` when the thread does not start or dies.
 */
export async function runQuantizeThread(script: string, task: QuantizeTask, { progress, signal }: QuantizeHooks): Promise<QuantizedFile> {
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const workerData: QuantizeThreadStart = { task, stop }
  const cancel = (): void => void Atomics.store(stop, 0, 1)
  signal.addEventListener('abort', cancel, { once: true })
  if (signal.aborted) cancel()
  try {
    // Native libraries read the real environment, which a worker's own copy does not reach.
    return await endOf(new Worker(script, { env: SHARE_ENV, stdin: false, workerData }), progress)
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}

function endOf(worker: Worker, progress: QuantizeHooks['progress']): Promise<QuantizedFile> {
  return new Promise((resolve, reject) => {
    let file: QuantizedFile | null = null
    let failure: unknown = null
    worker.on('message', (message: FromQuantizeThread) => {
      if (message.kind === 'progress') progress(message.progress)
      else if (message.kind === 'done') file = message.file
      else failure = fromErrorData(message.error)
    })
    worker.on('error', (error) => {
      failure ??= new AppError('engine-stopped', `The part that makes models smaller stopped: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
    })
    worker.once('exit', (code) => {
      if (file !== null) resolve(file)
      else reject(failure ?? new AppError('engine-stopped', `The part that makes models smaller ended with exit code ${code}.`))
    })
  })
}
