import type { Store } from '../../store/store'
import { personPatience, type Patience } from '../../store/write-turns'
import { runThread } from '../../threads/run-thread'
import { changeClass, labelsOfChange, type ChangedLabels, type ClassChange } from './class-change'

/** What the thread is started with. */
export interface ClassChangeTask {
  readonly projectPath: string
  readonly change: ClassChange
}

/** So many take some 20 ms, less than a thread takes to start. */
const labelsHere = 2_000

/**
 * Merges, removes and gives back classes. It is one transaction however many labels there are: by halves a class would have
 * labels under two names, and after a kill nobody could undo them. A large one is therefore made by a thread with a
 * connection of its own, so that questions are answered meanwhile; other writes wait for it as for another program.
 */
export class ClassChanger {
  readonly #store: Store
  readonly #script: string | null

  /** @param script of the thread; null where every change is made in this one */
  constructor(store: Store, script: string | null) {
    this.#store = store
    this.#script = script
  }

  /** On the drive when it resolves. Rejects with what the change throws, with `busy` or `cancelled` when the patience ends. */
  async run(change: ClassChange, patience: Patience = personPatience): Promise<ChangedLabels> {
    const { connection } = this.#store
    if (this.#script === null || labelsOfChange(this.#store, change) <= labelsHere) return connection.durably(() => changeClass(this.#store, change), patience)
    return runThread<ClassChangeTask, never, ChangedLabels>(
      this.#script,
      { projectPath: connection.path, change },
      { name: 'The part that changes many labels', signal: patience.signal ?? new AbortController().signal, progress: () => undefined },
    )
  }
}
