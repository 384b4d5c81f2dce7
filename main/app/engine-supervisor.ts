import type { EngineStart } from '#core/contract/engine-process'
import type { ErrorData } from '#core/contract/errors'
import type { EngineStatus } from '#core/contract/shell'
import type { Channel, EngineProcess } from './engine-process'
import { restartDecision } from './restart-policy'

/** What the supervisor needs of the platform; `PortEnd` is one end of a message channel. */
export interface SupervisorPlatform<PortEnd> {
  fork(): EngineProcess<PortEnd>
  createChannel(): Channel<PortEnd>
  log(text: string): void
  nowMs(): number
}

export interface SupervisorTimes {
  /** A start may take long when a large project is brought to a new schema. */
  readonly readyMs: number
  /** For closing the project in order; after that the process is ended by force. */
  readonly stopMs: number
}

const usualTimes: SupervisorTimes = { readyMs: 60_000, stopMs: 5_000 }

/** Exactly one at any time. `failed` and `gave-up` are left by `tryAgain` or `open` alone. */
type Phase<PortEnd> =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'starting'; readonly process: EngineProcess<PortEnd>; readonly timer: NodeJS.Timeout }
  | { readonly kind: 'ready'; readonly process: EngineProcess<PortEnd> }
  | { readonly kind: 'waiting'; readonly timer: NodeJS.Timeout }
  | { readonly kind: 'failed'; readonly problem: ErrorData }
  | { readonly kind: 'gave-up'; readonly crashes: number }

/** The engine's one keeper: starts it, introduces clients, restarts it after a crash, stops it in order. */
export class EngineSupervisor<PortEnd> {
  readonly #platform: SupervisorPlatform<PortEnd>
  readonly #times: SupervisorTimes
  readonly #listeners = new Set<(status: EngineStatus) => void>()
  #phase: Phase<PortEnd> = { kind: 'stopped' }
  /** What the present or next process is started with. */
  #start: EngineStart
  /** When processes ended on their own; cleared by every start that a person asked for. */
  #crashTimesMs: number[] = []
  /** Runs `open`, `tryAgain` and `stop` one after another. */
  #queue: Promise<void> = Promise.resolve()
  /** True once the app is quitting: nothing is started any more. */
  #ended = false

  constructor(platform: SupervisorPlatform<PortEnd>, start: EngineStart, times: SupervisorTimes = usualTimes) {
    this.#platform = platform
    this.#start = start
    this.#times = times
  }

  get projectPath(): string {
    return this.#start.projectPath
  }

  get status(): EngineStatus {
    return statusOf(this.#phase)
  }

  /** Tells every later status; returns the listener's removal. */
  onStatus(listener: (status: EngineStatus) => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** A new channel to the engine, or null while it is not ready. The channel closes when the engine ends. */
  connect(): PortEnd | null {
    if (this.#phase.kind !== 'ready') return null
    const { engineEnd, clientEnd } = this.#platform.createChannel()
    this.#phase.process.post({ kind: 'client' }, [engineEnd])
    return clientEnd
  }

  /** Starts the engine, after a failure or giving up too; does nothing while it runs or is being restarted. */
  tryAgain(): Promise<void> {
    return this.#enqueue(async () => {
      if (this.#phase.kind === 'starting' || this.#phase.kind === 'ready' || this.#phase.kind === 'waiting') return
      this.#crashTimesMs = []
      this.#fork()
    })
  }

  /** Closes the present project and starts a new engine with another one. */
  open(projectPath: string): Promise<void> {
    return this.#enqueue(async () => {
      await this.#stopProcess()
      this.#crashTimesMs = []
      this.#start = { ...this.#start, projectPath }
      this.#fork()
    })
  }

  /** Stops the engine for good; resolves when it has ended or was ended by force. */
  stop(): Promise<void> {
    this.#ended = true
    return this.#enqueue(() => this.#stopProcess())
  }

  #enqueue(action: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(action)
    return this.#queue
  }

  #enter(phase: Phase<PortEnd>): void {
    this.#phase = phase
    const status = statusOf(phase)
    this.#platform.log(status.message === null ? phase.kind : `${phase.kind}: ${status.message}`)
    for (const listener of this.#listeners) listener(status)
  }

  #fork(): void {
    if (this.#ended) return
    const process = this.#platform.fork()
    const timer = setTimeout(() => {
      this.#platform.log(`not ready after ${this.#times.readyMs} ms, ended by force`)
      process.kill()
    }, this.#times.readyMs)
    process.onMessage((message) => {
      if (this.#phase.kind !== 'starting' || this.#phase.process !== process) return
      clearTimeout(timer)
      if (message.kind === 'ready') this.#enter({ kind: 'ready', process })
      else this.#enter({ kind: 'failed', problem: message.error })
    })
    process.onExit((code) => {
      clearTimeout(timer)
      this.#processEnded(process, code)
    })
    this.#enter({ kind: 'starting', process, timer })
    process.post({ kind: 'start', start: this.#start })
  }

  #processEnded(process: EngineProcess<PortEnd>, code: number): void {
    this.#platform.log(`the process ended with code ${code}`)
    const current = this.#phase.kind === 'starting' || this.#phase.kind === 'ready' ? this.#phase.process : null
    if (current !== process) return
    this.#crashTimesMs.push(this.#platform.nowMs())
    const decision = restartDecision(this.#crashTimesMs)
    if (decision.kind === 'give-up') this.#enter({ kind: 'gave-up', crashes: decision.crashes })
    else this.#enter({ kind: 'waiting', timer: setTimeout(() => this.#fork(), decision.waitMs) })
  }

  async #stopProcess(): Promise<void> {
    const phase = this.#phase
    if (phase.kind === 'starting' || phase.kind === 'waiting') clearTimeout(phase.timer)
    const process = phase.kind === 'starting' || phase.kind === 'ready' ? phase.process : null
    this.#enter({ kind: 'stopped' })
    if (process === null) return
    if (process.pid === undefined) process.kill()
    else await this.#whenEnded(process)
  }

  #whenEnded(process: EngineProcess<PortEnd>): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#platform.log(`not stopped after ${this.#times.stopMs} ms, ended by force`)
        process.kill()
        resolve()
      }, this.#times.stopMs)
      process.onExit(() => {
        clearTimeout(timer)
        resolve()
      })
      process.post({ kind: 'stop' })
    })
  }
}

function statusOf(phase: Phase<never> | Phase<unknown>): EngineStatus {
  switch (phase.kind) {
    case 'ready':
      return { state: 'ready', message: null }
    case 'waiting':
      return { state: 'crashed', message: 'The engine stopped unexpectedly and is being restarted. Nothing that was saved is lost.' }
    case 'gave-up':
      return { state: 'gave-up', message: `The engine stopped ${phase.crashes} times within a minute. Your photos and the project are untouched.` }
    case 'failed':
      return { state: 'failed', message: phase.problem.message, problem: phase.problem }
    case 'starting':
    case 'stopped':
      return { state: 'starting', message: null }
  }
}
