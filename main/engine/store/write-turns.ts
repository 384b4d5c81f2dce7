import { AppError } from '#core/contract/errors'

/** How long a write waits while another program writes to the same file. */
export interface Patience {
  readonly forMs: number
  /** Ends the wait with `cancelled`. */
  readonly signal?: AbortSignal
}

/** For what somebody waits for: after it the caller is told, and keeps what is not saved. */
export const personPatience: Patience = { forMs: 4_000 }
/** For the last words of work that ends or was cancelled: what they say can be found out again when the project is opened. */
export const partingPatience: Patience = { forMs: 10_000 }

/** For work in the background: nothing is lost by waiting. */
export function untilCancelled(signal: AbortSignal): Patience {
  return { forMs: Infinity, signal }
}

/** Done with a value, or nothing was begun because another program holds the lock. */
export type Attempt<Result> = { readonly kind: 'done'; readonly value: Result } | { readonly kind: 'held'; readonly reason: AppError }

interface Waiter {
  readonly deadlineMs: number
  /** Why it still waits; null when it has ended, well or badly. */
  attempt(): AppError | null
  refuse(reason: AppError): void
}

const firstPauseMs = 5
const longestPauseMs = 50

/**
 * Lets writes wait for a lock of another program without holding up this thread: they are tried again and again, one after
 * another in the order they came, so that the later of two edits is the later one in the file too.
 */
export class WriteTurns {
  readonly #waiting: Waiter[] = []
  #timer: NodeJS.Timeout | null = null
  #pauseMs = firstPauseMs

  /**
   * The first attempt is made before this returns, unless others wait. Rejects with what the attempt throws, with `busy` when
   * the patience ends, with `cancelled` when its signal says so.
   */
  take<Result>(attempt: () => Attempt<Result>, { forMs, signal }: Patience): Promise<Result> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#leave(waiter)
        waiter.refuse(new AppError('cancelled', 'Cancelled while another program was using the project.'))
      }
      const waiter: Waiter = {
        deadlineMs: performance.now() + forMs,
        attempt: () => {
          try {
            const made = attempt()
            if (made.kind === 'held') return made.reason
            resolve(made.value)
          } catch (error) {
            reject(error)
          }
          signal?.removeEventListener('abort', onAbort)
          return null
        },
        refuse: (reason) => {
          signal?.removeEventListener('abort', onAbort)
          reject(reason)
        },
      }
      if (this.#waiting.length === 0 && waiter.attempt() === null) return
      if (signal?.aborted === true) return onAbort()
      signal?.addEventListener('abort', onAbort)
      this.#waiting.push(waiter)
      this.#tryLater()
    })
  }

  /** Nothing that still waits is written any more. */
  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    for (const waiter of this.#waiting.splice(0)) waiter.refuse(new AppError('engine-stopped', 'The project was closed before this could be saved.'))
  }

  #leave(waiter: Waiter): void {
    const place = this.#waiting.indexOf(waiter)
    if (place >= 0) this.#waiting.splice(place, 1)
  }

  #tryLater(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      this.#tryAll()
    }, this.#pauseMs)
  }

  #tryAll(): void {
    for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
      const reason = first.attempt()
      if (reason !== null) {
        this.#refuseLate(reason)
        break
      }
      this.#leave(first)
      this.#pauseMs = firstPauseMs
    }
    if (this.#waiting.length === 0) return
    this.#pauseMs = Math.min(2 * this.#pauseMs, longestPauseMs)
    this.#tryLater()
  }

  #refuseLate(reason: AppError): void {
    const nowMs = performance.now()
    for (const waiter of this.#waiting.filter(({ deadlineMs }) => deadlineMs <= nowMs)) {
      this.#leave(waiter)
      waiter.refuse(reason)
    }
  }
}
