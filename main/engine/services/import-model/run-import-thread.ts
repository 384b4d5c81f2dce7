import type { CancelSignal } from '#core/contract/cancel'
import { AppError } from '#core/contract/errors'
import { runThread } from '../../threads/run-thread'
import type { ImportTaskKind, ImportTasks, ImportThreadTask } from './import-thread-messages'

/**
 * Does one task in a thread of its own and settles when the thread has ended; it writes nothing.
 * Throws what the task throws, `cancelled`, or `engine-stopped` when the thread dies.
 */
export async function runImportThread<Kind extends ImportTaskKind>(
  script: string,
  kind: Kind,
  task: ImportTasks[Kind]['task'],
  signal: CancelSignal,
): Promise<ImportTasks[Kind]['result']> {
  if (signal.aborted) throw new AppError('cancelled', 'Cancelled.')
  const stop = new AbortController()
  const cancel = (): void => stop.abort()
  signal.addEventListener('abort', cancel, { once: true })
  try {
    const options = { name: 'The part that reads models', signal: stop.signal, progress: () => undefined }
    return await runThread<ImportThreadTask, never, ImportTasks[Kind]['result']>(script, { kind, task } as ImportThreadTask, options)
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}
