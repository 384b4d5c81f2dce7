import { parentPort, workerData } from 'node:worker_threads'
import { toErrorData } from '#core/contract/errors'
import type { FromThread, ThreadStart } from './thread-messages'

/** What the work of a thread sees of who started it. */
export interface ThreadHooks<Progress> {
  readonly signal: { readonly aborted: boolean }
  progress(progress: Progress): void
}

/** The result, and the memory that moves with it instead of being copied. */
export interface ThreadResult<Result> {
  readonly result: Result
  readonly moved?: readonly ArrayBuffer[]
}

/** The whole script of a thread that does one thing and ends, because its arithmetic would block the engine. */
export async function serveThread<Task, Progress, Result>(work: (task: Task, hooks: ThreadHooks<Progress>) => Promise<ThreadResult<Result>>): Promise<void> {
  if (parentPort === null) throw new Error('This script is started as a worker thread.')
  const port = parentPort
  const { task, stop }: ThreadStart<Task> = workerData
  const post = (message: FromThread<Progress, Result>, moved: readonly ArrayBuffer[] = []): void => port.postMessage(message, [...moved])
  try {
    const { result, moved } = await work(task, {
      signal: {
        get aborted() {
          return Atomics.load(stop, 0) !== 0
        },
      },
      progress: (progress) => post({ kind: 'progress', progress }),
    })
    post({ kind: 'done', result }, moved)
  } catch (error) {
    post({ kind: 'failed', error: toErrorData(error) })
  }
  port.close()
}
