import type { ModelFile } from './photo-pool'
import type { ModelSession } from './model-session'

/** Keeps the models in use loaded; the one unused for longest goes first. A load that failed is tried again. */
export class SessionCache {
  readonly #open: (file: ModelFile) => Promise<ModelSession>
  readonly #limit: number
  readonly #sessions = new Map<string, ModelSession>()

  constructor(open: (file: ModelFile) => Promise<ModelSession>, limit = 4) {
    this.#open = open
    this.#limit = limit
  }

  /** Not to be called again before it has settled. Rejects with what `open` threw. */
  async session(file: ModelFile): Promise<ModelSession> {
    const key = `${file.card.sha256} ${file.path}`
    const session = this.#sessions.get(key) ?? (await this.#open(file))
    this.#sessions.delete(key)
    this.#sessions.set(key, session)
    const [oldest] = this.#sessions
    if (this.#sessions.size > this.#limit && oldest !== undefined) {
      this.#sessions.delete(oldest[0])
      await oldest[1].close()
    }
    return session
  }

  async close(): Promise<void> {
    const sessions = [...this.#sessions.values()]
    this.#sessions.clear()
    for (const session of sessions) await session.close()
  }
}
