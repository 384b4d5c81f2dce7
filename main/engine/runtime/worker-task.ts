import { fromErrorData, type ErrorData } from '#core/contract/errors'
import type { ModelFile } from './photo-pool'
import type { WorkerCall, WorkerResults } from './worker-messages'

/** A call on its way to a worker and back. */
export interface WorkerTask {
  readonly call: WorkerCall
  readonly models: readonly ModelFile[]
  resolve(value: WorkerResults[WorkerCall['kind']]): void
  reject(error: ErrorData): void
  /** The worker died over this call. */
  lost(reason: string): void
}

/** Where a team of workers takes its next task from. */
export interface TaskSource {
  readonly size: number
  take(): WorkerTask | undefined
}

export interface CallOptions<Kind extends WorkerCall['kind']> {
  readonly models?: readonly ModelFile[]
  /** The result when the worker dies over the call. */
  whenLost(reason: string): WorkerResults[Kind]
}

/** Makes a task of a call, hands it to `enqueue`, and waits for its result. */
export function callWorker<Kind extends WorkerCall['kind']>(
  call: WorkerCall & { readonly kind: Kind },
  options: CallOptions<Kind>,
  enqueue: (task: WorkerTask) => void,
): Promise<WorkerResults[Kind]> {
  return new Promise((resolve, reject) => {
    enqueue({
      call,
      models: options.models ?? [],
      resolve: (value) => resolve(value as WorkerResults[Kind]),
      reject: (error) => reject(fromErrorData(error)),
      lost: (reason) => resolve(options.whenLost(reason)),
    })
  })
}
