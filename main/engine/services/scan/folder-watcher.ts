import { watch, type FSWatcher } from 'node:fs'
import { join, sep } from 'node:path'
import { isIgnoredName } from '#core/formats/images/ignored-names'
import { fileExtension, looksLikePhotoName } from '#core/formats/images/photo-names'
import type { FolderId } from '#core/model/photo'
import { isSystemError } from '../../map-file-error'
import type { StoredFolder } from '../../store/folder-store'
import type { Store } from '../../store/store'
import type { FolderScanner } from './folder-scanner'

export interface WatcherDependencies {
  readonly store: Store
  readonly scanner: FolderScanner
  /** The engine's own folders. */
  readonly excludedPaths: ReadonlySet<string>
}

/** Where to listen: the system's own recursion, or each directory by itself. */
interface Watched {
  readonly path: string
  readonly folderId: FolderId
  readonly recursive: boolean
}

/** A copy of many files ends with one scan, not with one per file. */
const quietMs = 1000
/** A change that never ends is scanned now and then all the same. */
const longestWaitMs = 15_000
/** Linux gives each user a limited number of directory watches (fs.inotify.max_user_watches, 8192 at the least). */
const directoriesAtMost = 4096
const hasRecursion = process.platform === 'darwin' || process.platform === 'win32'

/** True for a change that a scan could see: photos, folders and files without an extension. */
function isOfInterest(name: string): boolean {
  const last = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
  if (last.startsWith('.') || isIgnoredName(last)) return false
  return looksLikePhotoName(last) || fileExtension(last) === ''
}

/**
 * Starts a scan of a root folder some time after something in it changed, if the setting says so. Directories without any
 * photo are not listened to where the system has no recursion of its own.
 */
export class FolderWatcher {
  readonly #dependencies: WatcherDependencies
  readonly #watchers = new Map<string, FSWatcher>()
  readonly #changed = new Set<FolderId>()
  #timer: NodeJS.Timeout | null = null
  #firstChangeMs = 0
  #isClosed = false

  constructor(dependencies: WatcherDependencies) {
    this.#dependencies = dependencies
  }

  /** Brings what is listened to in line with the setting, the folders and their directories. */
  update(): void {
    if (this.#isClosed) return
    const wanted = new Map(this.#wanted().map((watched) => [watched.path, watched]))
    for (const [path, watcher] of this.#watchers) {
      if (wanted.has(path)) continue
      watcher.close()
      this.#watchers.delete(path)
    }
    for (const watched of wanted.values()) if (!this.#watchers.has(watched.path)) this.#listen(watched)
  }

  close(): void {
    this.#isClosed = true
    if (this.#timer !== null) clearTimeout(this.#timer)
    for (const watcher of this.#watchers.values()) watcher.close()
    this.#watchers.clear()
  }

  #wanted(): Watched[] {
    const { store } = this.#dependencies
    if (store.settings.read().watchFolders !== true) return []
    const watched = store.folders.all().flatMap((folder) => this.#watchedOf(folder))
    // The upper directories come first: what is new appears there.
    return watched.sort((a, b) => a.path.split(sep).length - b.path.split(sep).length).slice(0, directoriesAtMost)
  }

  #watchedOf(folder: StoredFolder): Watched[] {
    if (hasRecursion) return [{ path: folder.path, folderId: folder.id, recursive: true }]
    return this.#dependencies.store.folders
      .tree(folder.id)
      .map((node) => ({ path: join(folder.path, node.path), folderId: folder.id, recursive: false }))
  }

  #listen({ path, folderId, recursive }: Watched): void {
    try {
      const watcher = watch(path, { persistent: false, recursive })
      watcher.on('change', (_kind, name) => this.#onChange(folderId, path, String(name)))
      watcher.on('error', () => this.#forget(path, watcher))
      this.#watchers.set(path, watcher)
    } catch (error) {
      // A directory that went, or the system's limit of watches: the folder can still be scanned by hand.
      if (!isSystemError(error)) throw error
    }
  }

  #forget(path: string, watcher: FSWatcher): void {
    watcher.close()
    if (this.#watchers.get(path) === watcher) this.#watchers.delete(path)
  }

  #onChange(folderId: FolderId, path: string, name: string): void {
    const full = join(path, name)
    if (!isOfInterest(name) || [...this.#dependencies.excludedPaths].some((own) => full.startsWith(own))) return
    const nowMs = Date.now()
    if (this.#changed.size === 0) this.#firstChangeMs = nowMs
    this.#changed.add(folderId)
    if (this.#timer !== null) clearTimeout(this.#timer)
    const waitMs = Math.max(0, Math.min(quietMs, this.#firstChangeMs + longestWaitMs - nowMs))
    this.#timer = setTimeout(() => this.#scan(), waitMs)
  }

  #scan(): void {
    this.#timer = null
    const folders = this.#dependencies.store.folders.all().filter((folder) => this.#changed.has(folder.id))
    this.#changed.clear()
    if (folders.length > 0) this.#dependencies.scanner.start(folders)
  }
}
