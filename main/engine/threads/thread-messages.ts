import type { ErrorData } from '#core/contract/errors'

/** What a thread is started with. */
export interface ThreadStart<Task> {
  readonly task: Task
  /** One number; not 0 once the thread is to stop. Shared, because the thread takes no messages while it computes. */
  readonly stop: Int32Array<SharedArrayBuffer>
}

/** Any number of `progress`, then one of the others, then the thread ends by itself. */
export type FromThread<Progress, Result> =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'failed'; readonly error: ErrorData }
