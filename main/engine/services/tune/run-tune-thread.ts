import { SHARE_ENV, Worker } from 'node:worker_threads'
import { AppError, fromErrorData } from '#core/contract/errors'
import type { JobContext } from '../../jobs'
import { controls, type FromTuneThread, type ThreadProgress, type TunedFile, type TuneThreadStart, type TuneThreadTask } from './tune-thread-messages'

/** How often a paused or resumed job is noticed. */
const lookIntervalMs = 100

/**
 * Trains in a thread of its own that pauses, goes on and stops with the job; settles when the thread has ended.
 * Throws what `tuneFile` throws, `engine-stopped` when the thread does not start or dies.
 */
export async function runTuneThread(script: string, task: TuneThreadTask, context: Pick<JobContext, 'signal' | 'paused'>, progress: (progress: ThreadProgress) => void): Promise<TunedFile> {
  const control = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const workerData: TuneThreadStart = { task, control }
  const set = (value: number): void => {
    Atomics.store(control, 0, value)
    Atomics.notify(control, 0)
  }
  const look = (): void => {
    const paused = context.paused ? controls.pause : controls.run
    const wanted = context.signal.aborted ? controls.stop : paused
    if (Atomics.load(control, 0) !== wanted) set(wanted)
  }
  context.signal.addEventListener('abort', look, { once: true })
  look()
  const timer = setInterval(look, lookIntervalMs)
  try {
    // Native libraries read the real environment, which a worker's own copy does not reach.
    return await endOf(new Worker(script, { env: SHARE_ENV, stdin: false, workerData }), progress)
  } finally {
    clearInterval(timer)
    context.signal.removeEventListener('abort', look)
  }
}

function endOf(worker: Worker, progress: (progress: ThreadProgress) => void): Promise<TunedFile> {
  return new Promise((resolve, reject) => {
    let file: TunedFile | null = null
    let failure: unknown = null
    worker.on('message', (message: FromTuneThread) => {
      if (message.kind === 'progress') progress(message.progress)
      else if (message.kind === 'done') file = message.file
      else failure = fromErrorData(message.error)
    })
    worker.on('error', (error) => {
      failure ??= new AppError('engine-stopped', `The part that trains models stopped: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
    })
    worker.once('exit', (code) => {
      if (file !== null) resolve(file)
      else reject(failure ?? new AppError('engine-stopped', `The part that trains models ended with exit code ${code}.`))
    })
  })
}
