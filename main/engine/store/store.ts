import { AgreementStore } from './agreement-store'
import { AnnotateWishStore } from './annotate-wish-store'
import { AnswerStore } from './answer-store'
import type { Connection } from './connection'
import { ClassStore } from './class-store'
import { FingerprintStore } from './fingerprint-store'
import { FolderStore } from './folder-store'
import { ImportStore } from './import-store'
import { ImportedSplitStore } from './imported-split-store'
import { LabelStore } from './label-store'
import { MaintenanceStore } from './maintenance-store'
import { ModelStore } from './model-store'
import { PhotoQueryStore } from './photo-query-store'
import { PhotoStore } from './photo-store'
import type { ProjectLock } from './project-lock'
import { SavedFilterStore } from './saved-filter-store'
import { ScanStore } from './scan-store'
import { SettingsStore } from './settings-store'
import { SkippedStore } from './skipped-store'
import { StepStore } from './step-store'
import { VerdictStore } from './verdict-store'

/** An open project, in groups by what they are about. Everything is synchronous unless it says otherwise. */
export class Store {
  readonly connection: Connection
  readonly settings: SettingsStore
  readonly folders: FolderStore
  readonly photos: PhotoStore
  readonly scans: ScanStore
  readonly annotateWishes: AnnotateWishStore
  readonly skipped: SkippedStore
  readonly query: PhotoQueryStore
  readonly answers: AnswerStore
  readonly models: ModelStore
  readonly classes: ClassStore
  readonly labels: LabelStore
  readonly imports: ImportStore
  readonly importedSplits: ImportedSplitStore
  readonly fingerprints: FingerprintStore
  readonly verdicts: VerdictStore
  readonly steps: StepStore
  readonly savedFilters: SavedFilterStore
  readonly agreements: AgreementStore
  readonly maintenance: MaintenanceStore
  readonly #lock: ProjectLock

  constructor(connection: Connection, lock: ProjectLock) {
    this.connection = connection
    this.#lock = lock
    this.settings = new SettingsStore(connection)
    this.folders = new FolderStore(connection)
    this.photos = new PhotoStore(connection)
    this.scans = new ScanStore(connection)
    this.annotateWishes = new AnnotateWishStore(connection)
    this.skipped = new SkippedStore(connection)
    this.query = new PhotoQueryStore(connection)
    this.answers = new AnswerStore(connection)
    this.models = new ModelStore(connection)
    this.classes = new ClassStore(connection)
    this.labels = new LabelStore(connection)
    this.imports = new ImportStore(connection)
    this.importedSplits = new ImportedSplitStore(connection)
    this.fingerprints = new FingerprintStore(connection)
    this.verdicts = new VerdictStore(connection)
    this.steps = new StepStore(connection)
    this.savedFilters = new SavedFilterStore(connection)
    this.agreements = new AgreementStore(connection)
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
