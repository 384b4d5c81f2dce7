import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#core/contract/errors'
import type { JobContext } from '../../jobs'
import { Limiter } from '../../limiter'
import type { PhotoPool } from '../../runtime/photo-pool'
import { settleAll } from '../../settle-all'
import type { StoredFolder } from '../../store/folder-store'
import type { Scan } from '../../store/scan-store'
import type { Store } from '../../store/store'
import { partingPatience, untilCancelled, type Patience } from '../../store/write-turns'
import type { ThrottledIds } from '../throttled-ids'
import { settleProbes } from './settle-probes'
import { walkFolder } from './walk-folder'

export interface ScanDependencies {
  readonly store: Store
  readonly pool: PhotoPool
  /** Told of every folder that changed. */
  readonly changed: ThrottledIds
  /** The engine's own folders, which are never photos. */
  readonly excludedPaths: ReadonlySet<string>
}

/** Asked when a scan is cut off: a person's cancel ends it, a closing engine leaves it to be taken up again. */
export type IsClosing = () => boolean

const probesAtOnce = 8
const probesPerTransaction = 64

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}

/** One scan of some folders: lists what is there, marks what went, then reads only what is new or changed. */
class FolderScan {
  readonly #dependencies: ScanDependencies
  readonly #context: JobContext
  readonly #isClosing: IsClosing
  #found = 0
  #toRead = 0
  #read = 0
  #failed = 0
  #skipped = 0

  constructor(dependencies: ScanDependencies, context: JobContext, isClosing: IsClosing) {
    this.#dependencies = dependencies
    this.#context = context
    this.#isClosing = isClosing
  }

  async run(folders: readonly StoredFolder[]): Promise<void> {
    const { scans } = this.#dependencies.store
    const begun = await this.#write(() => folders.map((folder) => ({ folder, scan: scans.begin(folder.id, Date.now()) })))
    const finished: { scan: Scan; found: number }[] = []
    try {
      for (const { folder, scan } of begun) {
        const before = this.#found
        await this.#list(folder, scan)
        finished.push({ scan, found: this.#found - before })
      }
      await this.#readPending(folders.map((folder) => folder.id))
    } catch (error) {
      // Any other failure leaves the scans open as well: they are taken up again when the project is opened next.
      if (this.#context.signal.aborted && !this.#isClosing()) {
        await this.#write(() => begun.forEach(({ scan }) => scans.end(scan, 'cancelled', Date.now(), 0)), partingPatience)
      }
      throw error
    }
    await this.#write(() => finished.forEach(({ scan, found }) => scans.end(scan, 'done', Date.now(), found)))
    this.#dependencies.changed.add(folders.map((folder) => folder.id))
  }

  async #list(folder: StoredFolder, scan: Scan): Promise<void> {
    const { store, changed, excludedPaths } = this.#dependencies
    await walkFolder({
      root: folder.path,
      excluded: excludedPaths,
      whenRunning: () => this.#context.whenRunning(),
      sink: {
        found: async (files) => {
          this.#toRead += await this.#write(() => store.scans.recordFound(scan, files, Date.now()))
          this.#found += files.length
          this.#report(null)
          changed.add([folder.id])
        },
        skipped: async (file, skip) => {
          await this.#write(() => store.scans.recordSkipped(scan, file, skip))
          this.#skipped += 1
        },
      },
    })
    await this.#write(() => store.scans.markUnseen(scan))
    changed.add([folder.id])
  }

  async #readPending(folderIds: readonly number[]): Promise<void> {
    const { store, pool, changed } = this.#dependencies
    const limiter = new Limiter(probesAtOnce)
    this.#toRead = store.scans.pendingCount(folderIds)
    this.#found = Math.max(this.#found, this.#toRead)
    this.#report(this.#found)
    for (let afterId = 0; ; ) {
      const photos = store.scans.pending(folderIds, afterId, probesPerTransaction)
      const last = photos.at(-1)
      if (last === undefined) return
      afterId = last.id
      const files = await settleAll(
        photos.map((photo) =>
          limiter.run(async () => {
            await this.#context.whenRunning()
            return { photo, outcome: await pool.probe(join(photo.folderPath, photo.relativePath)) }
          }),
        ),
      )
      const counts = await settleProbes(store, files, folderIds, untilCancelled(this.#context.signal))
      this.#failed += counts.failed
      this.#skipped += counts.skipped
      this.#read += files.length
      this.#report(this.#found)
      changed.add(photos.map((photo) => photo.folderId))
    }
  }

  #write<Result>(work: () => Result, patience: Patience = untilCancelled(this.#context.signal)): Promise<Result> {
    return this.#dependencies.store.connection.transactionWhenFree(work, patience)
  }

  #report(total: number | null): void {
    const done = Math.max(0, this.#found - this.#toRead + this.#read)
    this.#context.report({ done, total, failed: this.#failed, skipped: this.#skipped })
  }
}

/**
 * Scans root folders one after another. A root that is out of reach keeps its photos as they are; when none can be
 * reached the scan fails with `not-found`.
 */
export async function scanFolders(
  dependencies: ScanDependencies,
  folders: readonly StoredFolder[],
  context: JobContext,
  isClosing: IsClosing,
): Promise<void> {
  const reachable = await Promise.all(folders.map((folder) => isFolder(folder.path)))
  const there = folders.filter((_folder, index) => reachable[index])
  const [first] = folders
  if (there.length === 0 && first !== undefined) {
    throw new AppError('not-found', `The folder ${first.path} is not there.`, {
      hint: 'Connect its drive and scan again, or remove the folder from the project.',
    })
  }
  await new FolderScan(dependencies, context, isClosing).run(there)
}
