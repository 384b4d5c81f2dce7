import { SHARE_ENV, Worker } from 'node:worker_threads'
import { AppError, fromErrorData } from '#core/contract/errors'
import type { FromThread, ThreadStart } from './thread-messages'

export interface ThreadOptions<Progress> {
  /** The part that is named when the thread dies, e.g. "The part that makes models smaller". */
  readonly name: string
  readonly signal: AbortSignal
  readonly progress: (progress: Progress) => void
}

/**
 * Runs one task in a thread of its own and settles when the thread has ended. The signal only tells the thread to stop: what it
 * then throws or makes is what comes back. Throws what its work throws, `engine-stopped` when it does not start or dies.
 */
export async function runThread<Task, Progress, Result>(script: string, task: Task, { name, signal, progress }: ThreadOptions<Progress>): Promise<Result> {
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const workerData: ThreadStart<Task> = { task, stop }
  const cancel = (): void => void Atomics.store(stop, 0, 1)
  signal.addEventListener('abort', cancel, { once: true })
  if (signal.aborted) cancel()
  try {
    // Native libraries read the real environment, which a worker's own copy does not reach.
    return await endOf<Progress, Result>(new Worker(script, { env: SHARE_ENV, stdin: false, workerData }), name, progress)
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}

function endOf<Progress, Result>(worker: Worker, name: string, progress: (progress: Progress) => void): Promise<Result> {
  return new Promise((resolve, reject) => {
    let done: { readonly result: Result } | null = null
    let failure: unknown = null
    worker.on('message', (message: FromThread<Progress, Result>) => {
      if (message.kind === 'progress') progress(message.progress)
      else if (message.kind === 'done') done = message
      else failure = fromErrorData(message.error)
    })
    worker.on('error', (error) => {
      failure ??= new AppError('engine-stopped', `${name} stopped: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
    })
    worker.once('exit', (code) => {
      if (done !== null) resolve(done.result)
      else reject(failure ?? new AppError('engine-stopped', `${name} ended with exit code ${code}.`))
    })
  })
}
