import { SHARE_ENV, Worker } from 'node:worker_threads'
import type { CancelSignal } from '#core/contract/cancel'
import { AppError, fromErrorData } from '#core/contract/errors'
import type { FromImportThread, ImportTaskKind, ImportTasks, ImportThreadStart } from './import-thread-messages'

/**
 * Does one task in a thread of its own and settles when the thread has ended. A cancelled one is stopped where it is: it writes nothing.
 * Throws what the task throws, `cancelled`, or `engine-stopped` when the thread dies.
 */
export async function runImportThread<Kind extends ImportTaskKind>(
  script: string,
  kind: Kind,
  task: ImportTasks[Kind]['task'],
  signal: CancelSignal,
): Promise<ImportTasks[Kind]['result']> {
  if (signal.aborted) throw new AppError('cancelled', 'Cancelled.')
  // Native libraries read the real environment, which a worker's own copy does not reach.
  const worker = new Worker(script, { env: SHARE_ENV, stdin: false, workerData: { kind, task } as ImportThreadStart })
  const cancel = (): void => void worker.terminate()
  signal.addEventListener('abort', cancel, { once: true })
  try {
    return (await resultOf(worker, signal)) as ImportTasks[Kind]['result']
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}

function resultOf(worker: Worker, signal: CancelSignal): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let outcome: { readonly result: unknown } | null = null
    let failure: unknown = null
    worker.on('message', (message: FromImportThread) => {
      if (message.kind === 'done') outcome = { result: message.result }
      else failure = fromErrorData(message.error)
    })
    worker.on('error', (error) => {
      failure ??= new AppError('engine-stopped', `The part that reads models stopped: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
    })
    worker.once('exit', (code) => {
      if (signal.aborted) reject(new AppError('cancelled', 'Cancelled.'))
      else if (outcome !== null) resolve(outcome.result)
      else reject(failure ?? new AppError('engine-stopped', `The part that reads models ended with exit code ${code}.`))
    })
  })
}
