import { basename } from 'node:path'
import type { JobId } from '#core/model/job'
import type { FolderId } from '#core/model/photo'
import type { Jobs } from '../../jobs'
import { Limiter } from '../../limiter'
import type { StoredFolder } from '../../store/folder-store'
import { scanFolders, type ScanDependencies } from './scan-folders'

/** Starts scans as jobs, one after another: two at once would read the same files twice. */
export class FolderScanner {
  readonly #dependencies: ScanDependencies
  readonly #jobs: Jobs
  readonly #turn = new Limiter(1)
  #closing = false
  readonly #active = new Map<JobId, readonly FolderId[]>()

  constructor(dependencies: ScanDependencies, jobs: Jobs) {
    this.#dependencies = dependencies
    this.#jobs = jobs
  }

  start(folders: readonly StoredFolder[]): JobId {
    const [first] = folders
    const title = folders.length === 1 && first !== undefined ? `Scan ${basename(first.path) || first.path}` : `Scan ${folders.length} folders`
    const jobId = this.#jobs.start({ kind: 'scan', title, canPause: true }, async (context) => {
      try {
        await this.#turn.run(() => scanFolders(this.#dependencies, folders, context, () => this.#closing), context.signal)
      } finally {
        this.#active.delete(context.id)
      }
    })
    this.#active.set(
      jobId,
      folders.map((folder) => folder.id),
    )
    return jobId
  }

  /** To be called before the jobs are closed: scans under way go on when the project is opened next. */
  prepareToClose(): void {
    this.#closing = true
  }

  /** Cancels every scan that visits one of the folders and waits until they have stopped. */
  async stop(folderIds: readonly FolderId[]): Promise<void> {
    const jobIds = [...this.#active].filter(([, ids]) => ids.some((id) => folderIds.includes(id))).map(([jobId]) => jobId)
    for (const jobId of jobIds) this.#jobs.cancel(jobId)
    await Promise.all(jobIds.map((jobId) => this.#jobs.ended(jobId)))
  }
}
