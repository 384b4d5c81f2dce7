import { AppError, toErrorData } from '#core/contract/errors'
import { Fifo } from './fifo'
import { WorkerMember } from './worker-member'
import type { DepthLimits } from './task-depth'
import type { TaskSource, WorkerTask } from './worker-task'

export interface TeamOptions {
  readonly script: string
  /** Threads at most; each is started when there is work for it. */
  readonly size: number
  readonly depth: DepthLimits
  readonly source: TaskSource
}

/** Threads of one kind that share a source of tasks. A thread that dies is replaced and fails one task alone. */
export class WorkerTeam {
  readonly #options: TeamOptions
  readonly #members = new Set<WorkerMember>()
  readonly #returned = new Fifo<WorkerTask>()
  #closed = false

  constructor(options: TeamOptions) {
    this.#options = options
  }

  /** To be called whenever the source has got a task. */
  wake(): void {
    if (this.#closed) {
      this.#rejectWaiting()
      return
    }
    while (this.#waiting > 0) {
      const member = this.#freeMember()
      const task = member === null ? undefined : this.#take()
      if (member === null || task === undefined) return
      member.give(task)
    }
  }

  /** Tasks that all threads together should hold, those included that are not started. */
  get depth(): number {
    const { size, depth } = this.#options
    return [...this.#members].reduce((tasks, member) => tasks + member.depth, (size - this.#members.size) * depth.least)
  }

  /** Finishes what the threads hold, refuses what waits, ends the threads. */
  async close(): Promise<void> {
    this.#closed = true
    this.#rejectWaiting()
    await Promise.all([...this.#members].map((member) => member.close()))
  }

  get #waiting(): number {
    return this.#returned.size + this.#options.source.size
  }

  #take(): WorkerTask | undefined {
    return this.#returned.shift() ?? this.#options.source.take()
  }

  #freeMember(): WorkerMember | null {
    const { size } = this.#options
    let best: WorkerMember | null = null
    for (const member of this.#members) if (member.load < (best?.load ?? member.depth)) best = member
    if ((best === null || best.load > 0) && this.#members.size < size) return this.#start()
    return best
  }

  #start(): WorkerMember {
    const member: WorkerMember = new WorkerMember(this.#options.script, this.#options.depth, {
      freed: () => this.wake(),
      died: (waiting) => {
        this.#members.delete(member)
        for (const task of waiting) this.#returned.push(task)
        this.wake()
      },
    })
    this.#members.add(member)
    return member
  }

  #rejectWaiting(): void {
    const error = toErrorData(new AppError('cancelled', 'The engine is closing.'))
    for (let task = this.#take(); task !== undefined; task = this.#take()) task.reject(error)
  }
}
