import { toErrorData, type ErrorCode, type ErrorData } from '#core/contract/errors'
import type { PhotoLabels } from '#core/contract/labels'
import type { PhotoId } from '#core/model/photo'
import { mergedEdits, type PhotoEdit } from './photo-edit'

/** How far the edits are written. */
export interface SaveState {
  readonly unsavedIds: ReadonlySet<PhotoId>
  /** Why writing does not succeed at the moment; null while it does. */
  readonly trouble: ErrorData | null
}

export const nothingToSave: SaveState = { unsavedIds: new Set(), trouble: null }

export interface SaveQueueOptions {
  /** Writes one edit. May be called again with an edit that was written already. */
  send(edit: PhotoEdit): Promise<PhotoLabels>
  wait(delayMs: number): Promise<void>
  /** Calls `tell` once when a write has gone on for longer than a person should be left in the dark about; the answer stops that. */
  whenSlow(tell: () => void): () => void
  onState(state: SaveState): void
  /** Written, and nothing else of this photo is waiting: the answer is what the photo is. */
  onSettled(labels: PhotoLabels): void
  /** The engine will never take this edit; later edits of the photo are dropped with it. */
  onRefused(photoId: PhotoId, error: unknown): void
}

/** Failures that pass by themselves or once the person makes room; everything else is a refusal. */
const passingCodes: ReadonlySet<ErrorCode> = new Set(['disk-full', 'busy', 'cannot-write', 'project-locked', 'engine-stopped', 'cancelled'])
/** A write that is still waited for: the engine itself waits some seconds for another program to let go of the project. */
const slowWriting: ErrorData = {
  code: 'busy',
  message: 'The project takes long to answer.',
  hint: 'Another program may be using the project file, or its drive is slow.',
}
const retryDelaysMs = [250, 500, 1000, 2000, 4000] as const

/**
 * Writes edits one after the other, at once, and again until they are written. Edits that wait are merged per photo, so a
 * held key never makes a backlog. Nothing is dropped because of a full disk, a lock or a stopped engine.
 */
export class SaveQueue {
  private readonly waiting = new Map<PhotoId, PhotoEdit>()
  private sending: PhotoId | null = null
  private trouble: ErrorData | null = null
  private failures = 0
  private running = false

  constructor(private readonly options: SaveQueueOptions) {}

  add(edit: PhotoEdit): void {
    const before = this.waiting.get(edit.photoId)
    this.waiting.set(edit.photoId, before === undefined ? edit : mergedEdits(before, edit))
    this.tell()
    if (!this.running) void this.run()
  }

  /** True while an edit of the photo is not known to be written. */
  isUnsaved(photoId: PhotoId): boolean {
    return this.sending === photoId || this.waiting.has(photoId)
  }

  /** Forgets everything that waits: another project is open. */
  clear(): void {
    this.waiting.clear()
    this.trouble = null
    this.tell()
  }

  private async run(): Promise<void> {
    this.running = true
    for (let next = this.take(); next !== null; next = this.take()) await this.write(next)
    this.running = false
  }

  private take(): PhotoEdit | null {
    const [edit] = this.waiting.values()
    if (edit === undefined) return null
    this.waiting.delete(edit.photoId)
    return edit
  }

  private async write(edit: PhotoEdit): Promise<void> {
    const { photoId } = edit
    this.sending = photoId
    const stopWatching = this.options.whenSlow(() => {
      this.trouble ??= slowWriting
      this.tell()
    })
    try {
      const labels = await this.options.send(edit).finally(stopWatching)
      this.sending = null
      this.failures = 0
      this.trouble = null
      if (!this.waiting.has(photoId)) this.options.onSettled(labels)
      this.tell()
    } catch (error) {
      const data = toErrorData(error)
      this.sending = null
      if (passingCodes.has(data.code)) await this.retryLater(edit, data)
      else this.refuse(photoId, error)
    }
  }

  private async retryLater(edit: PhotoEdit, trouble: ErrorData): Promise<void> {
    const later = this.waiting.get(edit.photoId)
    this.waiting.set(edit.photoId, later === undefined ? edit : mergedEdits(edit, later))
    this.trouble = trouble
    this.tell()
    const delayMs = retryDelaysMs[Math.min(this.failures, retryDelaysMs.length - 1)] ?? 0
    this.failures++
    await this.options.wait(delayMs)
  }

  private refuse(photoId: PhotoId, error: unknown): void {
    this.waiting.delete(photoId)
    this.tell()
    this.options.onRefused(photoId, error)
  }

  private tell(): void {
    const unsavedIds = new Set(this.waiting.keys())
    if (this.sending !== null) unsavedIds.add(this.sending)
    this.options.onState({ unsavedIds, trouble: this.trouble })
  }
}
