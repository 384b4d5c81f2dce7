import { AppError, toErrorData } from '#core/contract/errors'
import type { Job, JobId, JobKind, JobProgress, JobState } from '#core/model/job'

/** What a job's work sees of its job. */
export interface JobContext {
  readonly id: JobId
  readonly signal: AbortSignal
  /** Reports counts; speed and time left are worked out from them. */
  report(counts: { done: number; total: number | null; failed?: number; skipped?: number; step?: string }): void
  /** Resolves at once, or when a paused job is resumed; rejects with `cancelled` when it is cancelled. */
  whenRunning(): Promise<void>
  /** True from pause to resume or cancel. */
  readonly paused: boolean
}

export interface JobOptions {
  readonly kind: JobKind
  readonly title: string
  readonly runId?: number
  readonly canPause?: boolean
  /** The job is queued until this has settled. */
  readonly after?: Promise<unknown>
}

interface Entry {
  job: Job
  readonly controller: AbortController
  resume: (() => void) | null
  paused: Promise<void> | null
  lastSentAtMs: number
  timer: NodeJS.Timeout | null
  samples: { atMs: number; done: number }[]
}

const sendIntervalMs = 100
const speedWindowMs = 10_000
const keptEndedJobs = 50
const noProgress: JobProgress = { done: 0, total: null, failed: 0, skipped: 0, perSecond: null, remainingMs: null }

function isActive(state: JobState): boolean {
  return state === 'queued' || state === 'running' || state === 'paused'
}

/** Settles when the promise has, or when the signal is set. */
async function orAborted(signal: AbortSignal, promise: Promise<unknown>): Promise<void> {
  if (signal.aborted) return
  let stop = (): void => undefined
  const aborted = new Promise<void>((resolve) => {
    stop = resolve
    signal.addEventListener('abort', stop, { once: true })
  })
  await Promise.race([promise, aborted])
  signal.removeEventListener('abort', stop)
}

/** Long actions with progress, pause, cancel and exactly one end each. */
export class Jobs {
  readonly #entries = new Map<JobId, Entry>()
  readonly #changed: (job: Job) => void
  readonly #now: () => number
  #nextId = 1
  readonly #ends = new Map<JobId, Promise<Job>>()
  /** The job that runs alone, and until when. */
  #holder: { readonly id: JobId; readonly held: Promise<void> } | null = null
  #changeListeners: (() => void)[] = []

  constructor(changed: (job: Job) => void, now: () => number = Date.now) {
    this.#changed = changed
    this.#now = now
  }

  /** Starts the work in the background; the job ends done, failed or cancelled when the work settles. */
  start(options: JobOptions, work: (context: JobContext) => Promise<void>): JobId {
    const id = this.#nextId++
    const after = options.after ?? this.#holder?.held
    const job: Job = {
      id,
      kind: options.kind,
      title: options.title,
      state: after === undefined ? 'running' : 'queued',
      progress: noProgress,
      startedAtMs: this.#now(),
      endedAtMs: null,
      error: null,
      runId: options.runId ?? null,
      canPause: options.canPause ?? false,
    }
    const entry: Entry = { job, controller: new AbortController(), resume: null, paused: null, lastSentAtMs: 0, timer: null, samples: [] }
    this.#entries.set(id, entry)
    this.#send(entry)
    this.#ends.set(id, this.#run(entry, work, after))
    return id
  }

  list(): readonly Job[] {
    return [...this.#entries.values()].map((entry) => entry.job).reverse()
  }

  /** The job as it was when it ended. */
  async ended(id: JobId): Promise<Job> {
    const end = this.#ends.get(id)
    if (end === undefined) throw new AppError('not-found', `There is no job ${id}.`)
    return end
  }

  /**
   * Does a job's work while no other job runs: waits until the others have ended or are paused, and holds back those that start or
   * go on meanwhile. Throws `cancelled` when the job is cancelled while it waits.
   */
  async alone<Result>({ id, signal }: JobContext, work: () => Promise<Result>): Promise<Result> {
    const isBusy = (): boolean => this.#holder !== null || [...this.#entries.values()].some(({ job }) => job.id !== id && job.state === 'running')
    while (!signal.aborted && isBusy()) await orAborted(signal, new Promise<void>((resolve) => this.#changeListeners.push(resolve)))
    if (signal.aborted) throw new AppError('cancelled', 'Cancelled while other jobs were running.')
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    this.#holder = { id, held }
    try {
      return await work()
    } finally {
      this.#holder = null
      release()
      this.#tellChange()
    }
  }

  pause(id: JobId): void {
    const entry = this.#active(id)
    if (!entry.job.canPause) throw new AppError('bad-input', `"${entry.job.title}" cannot be paused.`, { hint: 'Cancel it instead.' })
    if (entry.job.state !== 'running') return
    entry.paused = new Promise((resolve) => {
      entry.resume = resolve
    })
    entry.samples = []
    this.#update(entry, { state: 'paused', progress: { ...entry.job.progress, perSecond: null, remainingMs: null } })
  }

  resume(id: JobId): void {
    const entry = this.#active(id)
    if (entry.job.state !== 'paused') return
    this.#update(entry, { state: 'running' })
    this.#release(entry)
  }

  cancel(id: JobId): void {
    const entry = this.#active(id)
    entry.controller.abort()
    this.#release(entry)
  }

  /** Cancels everything and waits until all work has stopped. */
  async close(): Promise<void> {
    for (const entry of this.#entries.values()) {
      if (!isActive(entry.job.state)) continue
      entry.controller.abort()
      this.#release(entry)
    }
    await Promise.all(this.#ends.values())
  }

  #active(id: JobId): Entry {
    const entry = this.#entries.get(id)
    if (entry === undefined) throw new AppError('not-found', `There is no job ${id}.`)
    if (!isActive(entry.job.state)) throw new AppError('bad-input', `"${entry.job.title}" has already ended.`)
    return entry
  }

  #release(entry: Entry): void {
    entry.resume?.()
    entry.resume = null
    entry.paused = null
  }

  async #run(entry: Entry, work: (context: JobContext) => Promise<void>, after: Promise<unknown> | undefined): Promise<Job> {
    const { signal } = entry.controller
    const context: JobContext = {
      id: entry.job.id,
      signal,
      report: (counts) => this.#report(entry, counts),
      whenRunning: async () => {
        while (!signal.aborted) {
          if (entry.paused !== null) await entry.paused
          else if (this.#holder !== null && this.#holder.id !== entry.job.id) await orAborted(signal, this.#holder.held)
          else break
        }
        if (signal.aborted) throw new AppError('cancelled', `"${entry.job.title}" was cancelled.`)
      },
      get paused() {
        return entry.paused !== null
      },
    }
    try {
      if (after !== undefined) await this.#turn(entry, after)
      await work(context)
      this.#end(entry, signal.aborted ? 'cancelled' : 'done', null)
    } catch (error) {
      if (signal.aborted) this.#end(entry, 'cancelled', null)
      else this.#end(entry, 'failed', toErrorData(error))
    }
    this.#forgetOldest()
    return entry.job
  }

  async #turn(entry: Entry, after: Promise<unknown>): Promise<void> {
    const { signal } = entry.controller
    await orAborted(signal, Promise.allSettled([after]))
    while (this.#holder !== null && !signal.aborted) await orAborted(signal, this.#holder.held)
    if (signal.aborted) throw new AppError('cancelled', `"${entry.job.title}" was cancelled before it began.`)
    this.#update(entry, { state: 'running', startedAtMs: this.#now() })
  }

  #report(entry: Entry, counts: { done: number; total: number | null; failed?: number; skipped?: number; step?: string }): void {
    if (!isActive(entry.job.state)) return
    const atMs = this.#now()
    entry.samples.push({ atMs, done: counts.done })
    while (entry.samples.length > 2 && atMs - (entry.samples[0]?.atMs ?? atMs) > speedWindowMs) entry.samples.shift()
    const first = entry.samples[0]
    const spanMs = first === undefined ? 0 : atMs - first.atMs
    const perSecond = first === undefined || spanMs < 500 ? entry.job.progress.perSecond : ((counts.done - first.done) * 1000) / spanMs
    const left = counts.total === null ? null : counts.total - counts.done
    entry.job = {
      ...entry.job,
      progress: {
        done: counts.done,
        total: counts.total,
        failed: counts.failed ?? entry.job.progress.failed,
        skipped: counts.skipped ?? entry.job.progress.skipped,
        perSecond,
        remainingMs: left === null || perSecond === null || perSecond <= 0 ? null : (left / perSecond) * 1000,
        ...(counts.step === undefined ? {} : { step: counts.step }),
      },
    }
    const waitMs = entry.lastSentAtMs + sendIntervalMs - atMs
    if (waitMs <= 0) this.#send(entry)
    else entry.timer ??= setTimeout(() => this.#send(entry), waitMs)
  }

  #update(entry: Entry, change: Partial<Job>): void {
    entry.job = { ...entry.job, ...change }
    this.#send(entry)
    this.#tellChange()
  }

  #tellChange(): void {
    const listeners = this.#changeListeners
    this.#changeListeners = []
    for (const listener of listeners) listener()
  }

  #end(entry: Entry, state: 'done' | 'failed' | 'cancelled', error: Job['error']): void {
    this.#update(entry, { state, error, endedAtMs: this.#now(), progress: { ...entry.job.progress, perSecond: null, remainingMs: null } })
  }

  #send(entry: Entry): void {
    if (entry.timer !== null) clearTimeout(entry.timer)
    entry.timer = null
    entry.lastSentAtMs = this.#now()
    this.#changed(entry.job)
  }

  #forgetOldest(): void {
    const ended = [...this.#entries.values()].filter((entry) => !isActive(entry.job.state))
    for (const entry of ended.slice(0, Math.max(0, ended.length - keptEndedJobs))) {
      this.#entries.delete(entry.job.id)
      this.#ends.delete(entry.job.id)
    }
  }
}
