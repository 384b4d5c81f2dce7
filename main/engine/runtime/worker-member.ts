import { SHARE_ENV, Worker } from 'node:worker_threads'
import { AppError, toErrorData } from '#core/contract/errors'
import type { WorkerTask } from './worker-task'
import { modelKey, type FromWorker, type ToWorker } from './worker-messages'

export interface MemberEvents {
  /** A task was answered: there is room for another. */
  freed(): void
  /** The thread is gone. `waiting` were behind the task it died over and can be given to another thread. */
  died(waiting: readonly WorkerTask[]): void
}

const closeWaitMs = 3000

/** One worker thread and the tasks it holds, which it works through in order. */
export class WorkerMember {
  readonly #worker: Worker
  readonly #events: MemberEvents
  readonly #inHand = new Map<number, WorkerTask>()
  readonly #knownModels = new Set<string>()
  readonly #exited: Promise<void>
  #nextId = 1
  #ready = false
  #failure: string | null = null

  constructor(script: string, events: MemberEvents) {
    this.#events = events
    // Native libraries read the real environment, which a worker's own copy does not reach.
    this.#worker = new Worker(script, { env: SHARE_ENV, stdin: false })
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

  give(task: WorkerTask): void {
    for (const file of task.models) {
      const key = modelKey(file)
      if (this.#knownModels.has(key)) continue
      this.#knownModels.add(key)
      this.#post({ kind: 'model', key, file })
    }
    const id = this.#nextId++
    this.#inHand.set(id, task)
    this.#post({ kind: 'call', id, call: task.call })
  }

  /** Lets the thread finish what it holds, then ends it. */
  async close(): Promise<void> {
    this.#post({ kind: 'close' })
    const timer = setTimeout(() => void this.#worker.terminate(), closeWaitMs + this.#inHand.size * closeWaitMs)
    await this.#exited
    clearTimeout(timer)
  }

  #post(message: ToWorker): void {
    this.#worker.postMessage(message)
  }

  #receive(message: FromWorker): void {
    if (message.kind === 'ready') {
      this.#ready = true
      return
    }
    const task = this.#inHand.get(message.id)
    this.#inHand.delete(message.id)
    if (message.kind === 'result') task?.resolve(message.value)
    else task?.reject(message.error)
    this.#events.freed()
  }

  #fail(error: unknown): void {
    this.#failure ??= error instanceof Error ? error.message : String(error)
    void this.#worker.terminate()
  }

  #loseTasks(): void {
    const tasks = [...this.#inHand.values()]
    this.#inHand.clear()
    const reason = this.#failure ?? 'unknown reason'
    if (this.#ready) {
      const [over, ...waiting] = tasks
      over?.lost(reason)
      this.#events.died(waiting)
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
