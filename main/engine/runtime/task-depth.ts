/** How many tasks a thread holds at once. */
export interface DepthLimits {
  readonly least: number
  readonly most: number
  /** Between the two, as many as take about this long: what a pause or a cancel has to wait for. */
  readonly aheadMs: number
}

/** Weight of the newest tasks in the mean time of one. */
const newestShare = 0.3

/** Works out from the time tasks take how many of them a thread should hold. */
export class TaskDepth {
  readonly #limits: DepthLimits
  #taskMs: number | null = null
  #sinceMs = 0

  constructor(limits: DepthLimits) {
    this.#limits = limits
  }

  get tasks(): number {
    const { least, most, aheadMs } = this.#limits
    if (this.#taskMs === null) return least
    return Math.min(most, Math.max(least, Math.floor(aheadMs / Math.max(this.#taskMs, Number.EPSILON))))
  }

  /** The thread goes on with the other half while results travel and new tasks come. */
  get resultsAtOnce(): number {
    return Math.floor(this.tasks / 2)
  }

  /** The thread had nothing to do until now. */
  begin(nowMs: number): void {
    this.#sinceMs = nowMs
  }

  finished(count: number, nowMs: number): void {
    const taskMs = (nowMs - this.#sinceMs) / count
    this.#sinceMs = nowMs
    this.#taskMs = this.#taskMs === null ? taskMs : this.#taskMs + (taskMs - this.#taskMs) * newestShare
  }
}
