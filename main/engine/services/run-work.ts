import { join } from 'node:path'
import { AppError, toErrorData } from '#core/contract/errors'
import type { PhotoId } from '#core/model/photo'
import type { RunId, RunState } from '#core/model/run'
import type { JobContext } from '../jobs'
import type { PhotoPool, PredictOutcome, PredictTask } from '../runtime/photo-pool'
import type { Connection } from '../store/connection'
import type { Claim, Queue, RunJournal } from '../store/run-journal'
import type { RunStore } from '../store/run-store'
import { partingPatience, untilCancelled, type Patience } from '../store/write-turns'
import type { FinishedPhoto, RecordedCounts, RunRecorder, UsedModel } from './run-recorder'

export interface RunWorkParts {
  readonly connection: Connection
  readonly runs: RunStore
  readonly journal: RunJournal
  readonly recorder: RunRecorder
  readonly pool: PhotoPool
  readonly now: () => number
  /** Called after each write. */
  recorded(counts: RecordedCounts): void
  /** What the run becomes when its job is cancelled. */
  stateWhenCancelled(): RunState
}

const writeIntervalMs = 200
const photosPerWrite = 64
/** Photos are claimed for about this long ahead: few are suspect after a crash, and no worker waits for a write. */
const claimedAheadMs = 400

/** Works one run off: lists its photos, keeps the workers fed, writes what they answer in short transactions. */
export class RunWork {
  readonly #runId: RunId
  readonly #models: ReadonlyMap<number, UsedModel>
  readonly #parts: RunWorkParts
  readonly #context: JobContext
  #claimed: Claim[] = []
  #finished: FinishedPhoto[] = []
  #inHand = 0
  #writtenAtMs: number
  readonly #patience: Patience
  #photosPerMs = 0
  #counts = { done: 0, failed: 0, total: 0 }
  #wake: (() => void) | null = null
  #noWorkers: AppError | null = null

  constructor(runId: RunId, models: ReadonlyMap<number, UsedModel>, parts: RunWorkParts, context: JobContext) {
    this.#runId = runId
    this.#models = models
    this.#parts = parts
    this.#context = context
    this.#writtenAtMs = parts.now()
    this.#patience = untilCancelled(context.signal)
  }

  /** Settles when everything in hand is written; rejects with `cancelled` or with what stopped it. */
  async run(): Promise<void> {
    const { now, stateWhenCancelled } = this.#parts
    const onAbort = (): void => this.#wake?.()
    this.#context.signal.addEventListener('abort', onAbort)
    try {
      await this.#setState('running', null, this.#patience)
      await this.#list()
      await this.#work('open')
      await this.#work('suspect')
      await this.#setState('done', now(), this.#patience)
    } catch (error) {
      await this.#leave(this.#context.signal.aborted ? stateWhenCancelled() : 'interrupted')
      throw error
    } finally {
      this.#context.signal.removeEventListener('abort', onAbort)
    }
  }

  async #list(): Promise<void> {
    const { runs, journal } = this.#parts
    this.#context.report({ done: 0, total: null })
    while (await this.#store(() => journal.listMore(runs.get(this.#runId)), this.#patience)) {
      await new Promise((resolve) => setImmediate(resolve))
      await this.#context.whenRunning()
    }
    const { done, failed, total } = runs.get(this.#runId)
    this.#counts = { done, failed, total }
    this.#report()
  }

  async #work(queue: Queue): Promise<void> {
    let cursor: PhotoId = 0
    let isExhausted = false
    for (;;) {
      if (this.#context.paused) {
        const first = this.#claimed[0]
        if (first !== undefined) {
          cursor = first.photoId - 1
          isExhausted = false
        }
        await this.#rest()
      }
      await this.#context.whenRunning()
      const depth = queue === 'open' ? this.#parts.pool.predictDepth : 1
      if (this.#claimed.length < depth && !isExhausted) {
        await this.#write(this.#patience)
        const limit = queue === 'open' ? this.#claimLimit(depth) : 1
        const after = cursor
        const claims = await this.#store(() => this.#parts.journal.claim(this.#runId, queue, after, limit), this.#patience)
        this.#claimed.push(...claims)
        cursor = claims.at(-1)?.photoId ?? cursor
        isExhausted = claims.length < limit
      }
      if (this.#isWriteDue()) await this.#write(this.#patience)
      while (this.#inHand < depth) {
        const claim = this.#claimed.shift()
        if (claim === undefined) break
        void this.#answer(claim)
      }
      if (this.#noWorkers !== null) throw this.#noWorkers
      if (this.#inHand > 0) await this.#change()
      else if (this.#claimed.length === 0 && isExhausted) break
    }
    await this.#write(this.#patience)
  }

  #claimLimit(depth: number): number {
    return Math.min(photosPerWrite, Math.max(2 * depth, Math.ceil(this.#photosPerMs * claimedAheadMs)))
  }

  async #answer(claim: Claim): Promise<void> {
    this.#inHand += 1
    const models = claim.modelKeys.flatMap((key) => this.#models.get(key)?.file ?? [])
    const outcome = await this.#predict({ path: join(claim.folderPath, claim.relativePath), models })
    this.#inHand -= 1
    // No worker can start: that ends the run and says nothing about the photo, which stays open.
    if (outcome.kind === 'refused' && outcome.code === 'engine-stopped') this.#noWorkers ??= new AppError(outcome.code, outcome.reason)
    // The pool closes: the photo stays open.
    else if (outcome.kind !== 'refused' || outcome.code !== 'cancelled') this.#finished.push({ claim, outcome })
    this.#wake?.()
  }

  async #predict(task: PredictTask): Promise<PredictOutcome> {
    try {
      return await this.#parts.pool.predict(task)
    } catch (error) {
      const { code, message } = toErrorData(error)
      return { kind: 'refused', code, reason: message, contentHash: null }
    }
  }

  /** Resolves when a photo is finished, the job is cancelled, or it is time to write. */
  async #change(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, writeIntervalMs)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#wake = null
  }

  #isWriteDue(): boolean {
    const { length } = this.#finished
    return length >= photosPerWrite || (length > 0 && this.#parts.now() - this.#writtenAtMs >= writeIntervalMs)
  }

  /** While it waits no photos are handed out: what is finished stays few. */
  async #write(patience: Patience): Promise<void> {
    const atMs = this.#parts.now()
    const finished = this.#finished
    if (finished.length > 0) {
      this.#photosPerMs = finished.length / Math.max(1, atMs - this.#writtenAtMs)
      this.#finished = []
      const counts = await this.#record(finished, patience)
      this.#counts.done += counts.done
      this.#counts.failed += counts.failed
      this.#report()
      this.#parts.recorded(counts)
    }
    this.#writtenAtMs = atMs
  }

  async #record(finished: FinishedPhoto[], patience: Patience): Promise<RecordedCounts> {
    try {
      return await this.#parts.recorder.record(this.#runId, this.#models, finished, patience)
    } catch (error) {
      // Cancelled while it waited: what the workers found out is written at the end.
      this.#finished.unshift(...finished)
      throw error
    }
  }

  #store<Result>(work: () => Result, patience: Patience): Promise<Result> {
    return this.#parts.connection.transactionWhenFree(work, patience)
  }

  #setState(state: RunState, endedAtMs: number | null, patience: Patience): Promise<void> {
    return this.#store(() => this.#parts.runs.setState(this.#runId, state, endedAtMs), patience)
  }

  async #settleInHand(patience: Patience): Promise<void> {
    while (this.#inHand > 0) await this.#change()
    await this.#write(patience)
    this.#claimed = []
    await this.#store(() => this.#parts.journal.release(this.#runId), patience)
  }

  async #rest(): Promise<void> {
    await this.#settleInHand(this.#patience)
    await this.#setState('paused', null, this.#patience)
    await this.#context.whenRunning()
    await this.#setState('running', null, this.#patience)
    this.#writtenAtMs = this.#parts.now()
  }

  async #leave(state: RunState): Promise<void> {
    await this.#settleInHand(partingPatience)
    await this.#setState(state, this.#parts.now(), partingPatience)
  }

  #report(): void {
    const { done, failed, total } = this.#counts
    this.#context.report({ done: done + failed, total, failed })
  }
}
