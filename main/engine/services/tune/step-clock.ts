/** Time left in a step, from its speed since it began. */
export class StepClock {
  readonly #now: () => number
  #step = ''
  #startedAtMs = 0
  #startedWith = 0

  constructor(now: () => number) {
    this.#now = now
  }

  /** null until something of the step is done. */
  remainingMs(step: string, done: number, total: number): number | null {
    if (step !== this.#step) {
      this.#step = step
      this.#startedAtMs = this.#now()
      this.#startedWith = done
    }
    const progressed = done - this.#startedWith
    return progressed <= 0 ? null : ((this.#now() - this.#startedAtMs) * (total - done)) / progressed
  }
}
