import { createStore, type StoreApi } from 'zustand/vanilla'
import type { EngineClient } from '#core/contract/index'
import type { PhotoLabels } from '#core/contract/labels'
import type { PhotoId } from '#core/model/photo'
import { emptyHistory, historyStep, recorded, redone, undone, type EditHistory, type HistoryMove } from './edit-history'
import { appliedEdit, type PhotoEdit } from './photo-edit'
import { reconciled } from './reconciled'
import { nothingToSave, SaveQueue, type SaveState } from './save-queue'

/** A photo's labels as the window has them, written or not, and what was done to them. */
export interface PhotoDocument {
  readonly content: PhotoLabels
  readonly history: EditHistory
}

export interface LabelSessionState {
  readonly documents: ReadonlyMap<PhotoId, PhotoDocument>
  readonly saving: SaveState
}

export interface EditWords {
  /** What the step is called when it is taken back: "Move car". */
  readonly title: string
  /** Steps with the same gesture become one. */
  readonly gesture?: string
}

/** Writing takes milliseconds; what lasts this long is held up by something. */
const slowAfterMs = 1500
/** Documents kept besides those with a history: neighbours that were only looked at. */
const mostIdleDocuments = 40

/** Everything people say about photos in this window: edits show at once, are written behind, and can be taken back per photo. */
export class LabelSession {
  readonly store: StoreApi<LabelSessionState> = createStore<LabelSessionState>()(() => ({ documents: new Map(), saving: nothingToSave }))
  private readonly queue: SaveQueue
  private readonly loading = new Map<PhotoId, Promise<void>>()

  constructor(
    private readonly engine: EngineClient,
    private readonly presentError: (error: unknown) => void,
  ) {
    this.queue = new SaveQueue({
      send: (edit) => engine.call('label.edit', edit),
      wait: (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs)),
      whenSlow: (tell) => {
        const timer = setTimeout(tell, slowAfterMs)
        return () => clearTimeout(timer)
      },
      onState: (saving) => this.store.setState({ saving }),
      onSettled: (labels) => this.adopt(labels),
      onRefused: (photoId, error) => {
        presentError(error)
        this.forget(photoId)
        void this.load(photoId)
      },
    })
    engine.on('label.changed', ({ photoIds }) => this.refresh(photoIds))
  }

  /** Fetches the photo's labels unless they are here; an error is shown. */
  async load(photoId: PhotoId): Promise<void> {
    if (this.store.getState().documents.has(photoId)) return
    const known = this.loading.get(photoId)
    if (known !== undefined) return known
    const loading = this.fetch(photoId)
    this.loading.set(photoId, loading)
    await loading
    this.loading.delete(photoId)
  }

  document(photoId: PhotoId): PhotoDocument | undefined {
    return this.store.getState().documents.get(photoId)
  }

  /** Does one undoable step; nothing happens for a photo whose labels are not here yet. */
  edit(edit: PhotoEdit, { title, gesture }: EditWords): void {
    const document = this.document(edit.photoId)
    if (document === undefined) return
    const step = historyStep(document.content, edit, title, gesture ?? null)
    this.keep({ content: appliedEdit(document.content, step.forward), history: recorded(document.history, step) })
    this.queue.add(step.forward)
  }

  /** Takes the newest step of the photo back; its title, or null when there is none. */
  undo(photoId: PhotoId): string | null {
    return this.travel(photoId, undone, ({ backward }) => backward)
  }

  /** Does again what was taken back last; its title, or null when there is nothing. */
  redo(photoId: PhotoId): string | null {
    return this.travel(photoId, redone, ({ forward }) => forward)
  }

  /** Another project: its photos have the same numbers. */
  reset(): void {
    this.queue.clear()
    this.loading.clear()
    this.store.setState({ documents: new Map() })
  }

  private travel(photoId: PhotoId, move: (history: EditHistory) => HistoryMove | null, editOf: (step: HistoryMove['step']) => PhotoEdit): string | null {
    const document = this.document(photoId)
    const moved = document === undefined ? null : move(document.history)
    if (document === undefined || moved === null) return null
    const edit = editOf(moved.step)
    this.keep({ content: appliedEdit(document.content, edit), history: moved.history })
    this.queue.add(edit)
    return moved.step.title
  }

  /** Something else changed these photos: a step over many, a merged class. */
  private refresh(photoIds: readonly PhotoId[]): void {
    for (const photoId of photoIds) {
      if (this.document(photoId) !== undefined && !this.queue.isUnsaved(photoId)) void this.fetch(photoId)
    }
  }

  private async fetch(photoId: PhotoId): Promise<void> {
    try {
      const labels = await this.engine.call('label.get', { photoId })
      if (!this.queue.isUnsaved(photoId)) this.adopt(labels)
    } catch (error) {
      this.presentError(error)
    }
  }

  private adopt(labels: PhotoLabels): void {
    const document = this.document(labels.photoId)
    if (document === undefined) {
      this.keep({ content: labels, history: emptyHistory })
      return
    }
    const content = reconciled(document.content, labels)
    if (content !== document.content) this.keep({ content, history: document.history })
  }

  private keep(document: PhotoDocument): void {
    const { photoId } = document.content
    const documents = new Map(this.store.getState().documents)
    documents.delete(photoId)
    documents.set(photoId, document)
    let idle = documents.size
    for (const [id, { history }] of documents) {
      if (idle <= mostIdleDocuments) break
      if (history.past.length + history.future.length === 0 && !this.queue.isUnsaved(id)) documents.delete(id)
      idle--
    }
    this.store.setState({ documents })
  }

  private forget(photoId: PhotoId): void {
    const documents = new Map(this.store.getState().documents)
    documents.delete(photoId)
    this.store.setState({ documents })
  }
}
