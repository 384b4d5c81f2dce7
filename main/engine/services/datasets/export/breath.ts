import { setImmediate } from 'node:timers/promises'

/** Longer than this nobody is kept waiting. */
const sliceMs = 15

/** Lets others have the thread whenever it has been held for a slice. */
export class Breath {
  #sinceMs = performance.now()

  /** To be called between pieces of work of which each takes a moment. */
  async take(): Promise<void> {
    if (performance.now() - this.#sinceMs < sliceMs) return
    await setImmediate()
    this.#sinceMs = performance.now()
  }
}
