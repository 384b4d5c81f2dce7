import { AppError } from '#core/contract/errors'

/** Lets at most so many tasks run at once; the others wait in order of arrival. */
export class Limiter {
  readonly #limit: number
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Runs the task in its turn. A task whose signal is aborted while it waits rejects with `cancelled` and never runs. */
  async run<Result>(task: () => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    await this.#turn(signal)
    try {
      return await task()
    } finally {
      this.#running -= 1
      this.#waiting.shift()?.()
    }
  }

  #turn(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        const place = this.#waiting.indexOf(start)
        if (place >= 0) this.#waiting.splice(place, 1)
        reject(new AppError('cancelled', 'Cancelled while waiting.'))
      }
      const start = (): void => {
        signal?.removeEventListener('abort', onAbort)
        this.#running += 1
        resolve()
      }
      if (signal?.aborted) onAbort()
      else if (this.#running < this.#limit) start()
      else {
        signal?.addEventListener('abort', onAbort, { once: true })
        this.#waiting.push(start)
      }
    })
  }
}
