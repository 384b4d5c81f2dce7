/** The clock and the timers that an idle time is measured with. */
export interface Timers {
  nowMs(): number
  /** Calls back once after so long; the returned function forgets it. */
  after(durationMs: number, callback: () => void): () => void
}

export const systemTimers: Timers = {
  nowMs: () => Date.now(),
  after: (durationMs, callback) => {
    const timer = setTimeout(callback, durationMs)
    return () => clearTimeout(timer)
  },
}

/** Calls back once when nothing was used for so long. */
export class IdleClose {
  readonly #timers: Timers
  readonly #idleMs: number
  readonly #idle: () => void
  #forget: () => void
  #closesAtMs: number

  constructor(timers: Timers, idleMs: number, idle: () => void) {
    this.#timers = timers
    this.#idleMs = idleMs
    this.#idle = idle
    this.#closesAtMs = timers.nowMs() + idleMs
    this.#forget = timers.after(idleMs, idle)
  }

  get closesAtMs(): number {
    return this.#closesAtMs
  }

  used(): void {
    this.#forget()
    this.#closesAtMs = this.#timers.nowMs() + this.#idleMs
    this.#forget = this.#timers.after(this.#idleMs, this.#idle)
  }

  end(): void {
    this.#forget()
  }
}
