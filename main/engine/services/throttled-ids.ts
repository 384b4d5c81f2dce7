/** Collects ids and hands them on together, at most once per interval; the last ones by `flush`. */
export class ThrottledIds {
  readonly #send: (ids: readonly number[]) => void
  readonly #intervalMs: number
  #ids = new Set<number>()
  #timer: NodeJS.Timeout | null = null
  #sentAtMs = 0

  constructor(send: (ids: readonly number[]) => void, intervalMs: number) {
    this.#send = send
    this.#intervalMs = intervalMs
  }

  add(ids: readonly number[]): void {
    for (const id of ids) this.#ids.add(id)
    if (this.#ids.size === 0 || this.#timer !== null) return
    const waitMs = this.#sentAtMs + this.#intervalMs - Date.now()
    if (waitMs <= 0) this.flush()
    else this.#timer = setTimeout(() => this.flush(), waitMs)
  }

  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    if (this.#ids.size === 0) return
    const ids = [...this.#ids]
    this.#ids = new Set()
    this.#sentAtMs = Date.now()
    this.#send(ids)
  }
}
