import { SHARE_ENV, Worker } from 'node:worker_threads'
import { AppError, toErrorData } from '#core/contract/errors'
import type { WorkerTask } from './worker-task'
import { TaskDepth, type DepthLimits } from './task-depth'
import { modelKey, type FromWorker, type NumberedCall, type NumberedResult, type ToWorker, type WorkerStart } from './worker-messages'

export interface MemberEvents {
  /** Tasks were answered: there is room for others. */
  freed(): void
  /** The thread is gone. `waiting` were behind the task it died over and can be given to another thread. */
  died(waiting: readonly WorkerTask[]): void
}

const closeWaitMs = 3000

/** One worker thread and the tasks it holds, which it works through in order. Calls of one turn of the event loop go in one message. */
export class WorkerMember {
  readonly #worker: Worker
  readonly #events: MemberEvents
  readonly #inHand = new Map<number, WorkerTask>()
  readonly #knownModels = new Set<string>()
  readonly #exited: Promise<void>
  readonly #begun = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  readonly #depth: TaskDepth
  #outbox: NumberedCall[] = []
  #nextId = 1
  #ready = false
  #failure: string | null = null

  constructor(script: string, limits: DepthLimits, events: MemberEvents) {
    this.#events = events
    this.#depth = new TaskDepth(limits)
    const workerData: WorkerStart = { begun: this.#begun }
    // Native libraries read the real environment, which a worker's own copy does not reach.
    this.#worker = new Worker(script, { env: SHARE_ENV, stdin: false, workerData })
    this.#worker.on('message', (message: FromWorker) => this.#receive(message))
    this.#worker.on('messageerror', (error) => this.#fail(error))
    this.#worker.on('error', (error) => this.#fail(error))
    this.#exited = new Promise((resolve) => {
      this.#worker.once('exit', (code) => {
        this.#failure ??= `exit code ${code}`
        this.#loseTasks()
        resolve()
      })
    })
  }

  get load(): number {
    return this.#inHand.size
  }

  /** How many tasks it should hold. */
  get depth(): number {
    return this.#depth.tasks
  }

  give(task: WorkerTask): void {
    for (const file of task.models) {
      const key = modelKey(file)
      if (this.#knownModels.has(key)) continue
      this.#knownModels.add(key)
      this.#post({ kind: 'model', key, file })
    }
    const id = this.#nextId++
    if (this.#inHand.size === 0) this.#depth.begin(performance.now())
    this.#inHand.set(id, task)
    if (this.#outbox.length === 0) setImmediate(() => this.#send())
    this.#outbox.push({ id, call: task.call })
  }

  /** Lets the thread finish what it holds, then ends it. */
  async close(): Promise<void> {
    this.#send()
    this.#post({ kind: 'close' })
    const timer = setTimeout(() => void this.#worker.terminate(), closeWaitMs + this.#inHand.size * closeWaitMs)
    await this.#exited
    clearTimeout(timer)
  }

  #post(message: ToWorker): void {
    this.#worker.postMessage(message)
  }

  #send(): void {
    if (this.#outbox.length > 0) this.#post({ kind: 'calls', calls: this.#outbox, resultsAtOnce: this.#depth.resultsAtOnce })
    this.#outbox = []
  }

  #receive(message: FromWorker): void {
    if (message.kind === 'ready') {
      this.#ready = true
      return
    }
    this.#depth.finished(message.results.length, performance.now())
    for (const result of message.results) this.#settle(result)
    this.#events.freed()
  }

  #settle(result: NumberedResult): void {
    const task = this.#inHand.get(result.id)
    this.#inHand.delete(result.id)
    if (result.kind === 'value') task?.resolve(result.value)
    else task?.reject(result.error)
  }

  #fail(error: unknown): void {
    this.#failure ??= error instanceof Error ? error.message : String(error)
    void this.#worker.terminate()
  }

  #loseTasks(): void {
    const tasks = [...this.#inHand.values()]
    const begun = this.#inHand.get(Atomics.load(this.#begun, 0))
    this.#inHand.clear()
    const reason = this.#failure ?? 'unknown reason'
    if (this.#ready) {
      const over = begun ?? tasks[0]
      over?.lost(reason)
      // Among them may be finished ones whose results were not sent yet: they are done again.
      this.#events.died(tasks.filter((task) => task !== over))
      return
    }
    // A thread that never came up would not come up for the others either, and no photo is to blame.
    const error = toErrorData(
      new AppError('engine-stopped', `The part that reads photos and runs models did not start: ${reason}`, {
        hint: 'Restart Mobilabel; when it happens again, run the set-up or install it once more.',
      }),
    )
    for (const task of tasks) task.reject(error)
    this.#events.died([])
  }
}
