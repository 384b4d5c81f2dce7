import { AnswerStore } from './answer-store'
import type { Connection } from './connection'
import { FolderStore } from './folder-store'
import { MaintenanceStore } from './maintenance-store'
import { PhotoQueryStore } from './photo-query-store'
import { PhotoStore } from './photo-store'
import type { ProjectLock } from './project-lock'
import { ScanStore } from './scan-store'
import { SettingsStore } from './settings-store'
import { SkippedStore } from './skipped-store'

/** An open project, in groups by what they are about. Everything is synchronous unless it says otherwise. */
export class Store {
  readonly connection: Connection
  readonly settings: SettingsStore
  readonly folders: FolderStore
  readonly photos: PhotoStore
  readonly scans: ScanStore
  readonly skipped: SkippedStore
  readonly query: PhotoQueryStore
  readonly answers: AnswerStore
  readonly maintenance: MaintenanceStore
  readonly #lock: ProjectLock

  constructor(connection: Connection, lock: ProjectLock) {
    this.connection = connection
    this.#lock = lock
    this.settings = new SettingsStore(connection)
    this.folders = new FolderStore(connection)
    this.photos = new PhotoStore(connection)
    this.scans = new ScanStore(connection)
    this.skipped = new SkippedStore(connection)
    this.query = new PhotoQueryStore(connection)
    this.answers = new AnswerStore(connection)
    this.maintenance = new MaintenanceStore(connection)
  }

  /** Everything is in the one file afterwards, and another process may open it. */
  close(): void {
    try {
      this.connection.close()
    } finally {
      this.#lock.release()
    }
  }
}
