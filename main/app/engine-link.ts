import type { CancelSignal } from '#core/contract/cancel'
import { AppError } from '#core/contract/errors'
import type { CommandArguments, CommandName, CommandResult, EngineClient, EventName, Events } from '#core/contract/index'
import { connect, type Port } from '#core/contract/rpc'
import type { EngineState, EngineStatus } from '#core/contract/shell'

/** The part of the supervisor that a caller in the app process needs. */
export interface EngineSource {
  readonly status: EngineStatus
  onStatus(listener: (status: EngineStatus) => void): () => void
  /** A port to the engine, null while it is not ready. */
  connect(): Port | null
}

const readyWaitMs = 15_000

/** The app process's own line to the engine: waits for a starting engine and follows it over restarts. */
export class EngineLink {
  readonly #source: EngineSource
  /** The present engine's client; replaced with every engine. */
  #client: EngineClient | null = null
  /** Each is applied to every new client. */
  readonly #subscriptions: ((client: EngineClient) => void)[] = []

  constructor(source: EngineSource) {
    this.#source = source
    source.onStatus(({ state }) => {
      this.#client = null
      if (state === 'ready' && this.#subscriptions.length > 0) this.#client = this.#connected()
    })
  }

  /** Hears an event of this and every later engine. Called before the engine is started. */
  on<E extends EventName>(name: E, listener: (payload: Events[E]) => void): void {
    this.#subscriptions.push((client) => void client.on(name, listener))
  }

  /**
   * Calls the engine. A call that the engine's end cut off is made once more, so only for commands that may be repeated.
   * @throws AppError engine-stopped when no engine is ready within 15 s or it cannot start.
   */
  async repeatableCall<N extends CommandName>(name: N, args: CommandArguments<N>, signal: CancelSignal): Promise<CommandResult<N>> {
    try {
      return await (await this.#readyClient(signal)).call(name, args, { signal })
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'engine-stopped' || signal.aborted) throw error
      // A channel closes a moment before the end of its process is known.
      await this.#until((state) => state !== 'ready', signal)
      return await (await this.#readyClient(signal)).call(name, args, { signal })
    }
  }

  async #readyClient(signal: CancelSignal): Promise<EngineClient> {
    this.#client ??= this.#connected()
    if (this.#client !== null) return this.#client
    await this.#until((state) => state !== 'starting' && state !== 'crashed', signal)
    this.#client ??= this.#connected()
    if (this.#client !== null) return this.#client
    throw new AppError('engine-stopped', this.#source.status.message ?? 'The engine is not running.', { hint: 'Start it again in the window.' })
  }

  #connected(): EngineClient | null {
    const port = this.#source.connect()
    if (port === null) return null
    const client = connect(port)
    for (const subscribe of this.#subscriptions) subscribe(client)
    return client
  }

  /** Resolves when the engine's state is as wanted or the time is over; rejects when cancelled. */
  #until(wanted: (state: EngineState) => boolean, signal: CancelSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const finish = (action: () => void): void => {
        clearTimeout(timer)
        stopListening()
        signal.removeEventListener('abort', cancel)
        action()
      }
      const cancel = (): void => finish(() => reject(new AppError('cancelled', 'Cancelled.')))
      const check = ({ state }: EngineStatus): void => {
        if (wanted(state)) finish(resolve)
      }
      const timer = setTimeout(() => finish(resolve), readyWaitMs)
      const stopListening = this.#source.onStatus(check)
      signal.addEventListener('abort', cancel, { once: true })
      check(this.#source.status)
      if (signal.aborted) cancel()
    })
  }
}
