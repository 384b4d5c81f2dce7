import { AppError } from '#core/contract/errors'
import type { DatasetClass, DatasetImage, DatasetLabel, Dataset, ImportNote, PixelFrame } from '#core/model/dataset'
import type { SizePx } from '#core/model/photo'
import type { ReadOutcome } from './label-format'
import { RecordError } from './record-error'
import { checkShape } from './shapes/check-shape'

/** An image while its labels are being read. */
export interface ImageDraft {
  readonly file: string
  size: SizePx | null
  reviewed: boolean
  split?: NonNullable<DatasetImage['split']>
  contentHash?: string
  readonly labels: DatasetLabel[]
}

/** Collects what a reader finds, and every record it had to refuse or change. */
export class DatasetBuilder {
  private readonly images = new Map<string, ImageDraft>()
  private readonly classes = new Map<string, DatasetClass>()
  private readonly notes: ImportNote[] = []
  frame: PixelFrame = 'upright'
  predictions = false

  /** The image of this file, the same one when it was named before. */
  image(file: string, size: SizePx | null = null): ImageDraft {
    const known = this.images.get(file)
    if (known !== undefined) {
      known.size ??= size
      return known
    }
    const made: ImageDraft = { file, size, reviewed: true, labels: [] }
    this.images.set(file, made)
    return made
  }

  /** Declares a class; the first that says something about it counts. */
  addClass(declared: DatasetClass): void {
    const known = this.classes.get(declared.name)
    this.classes.set(declared.name, known === undefined ? declared : { ...declared, ...known })
  }

  /**
   * Takes a label, its shape inside the image. Throws RecordError when nothing of the shape can be kept.
   * `where` places a note about a change.
   */
  addLabel(image: ImageDraft, label: DatasetLabel, file: string, where: string): void {
    if (label.className.trim() === '') throw new RecordError('', 'has no class name')
    const { shape, change } = checkShape(label.shape, image.size)
    if (change !== null) this.changed(file, where, change)
    if (!this.classes.has(label.className)) this.classes.set(label.className, { name: label.className })
    const score = label.score
    if (score === undefined || (score >= 0 && score <= 1)) image.labels.push({ ...label, shape })
    else {
      const { score: _, ...rest } = label
      this.changed(file, where, `the score ${score} is not between 0 and 1 and was left out`)
      image.labels.push({ ...rest, shape })
    }
  }

  refused(file: string, where: string, reason: string): void {
    this.notes.push({ level: 'refused', file, where, reason })
  }

  changed(file: string, where: string, reason: string): void {
    this.notes.push({ level: 'changed', file, where, reason })
  }

  /** Runs the reading of one record; what makes no sense in it becomes a note. */
  record(file: string, where: string, read: () => void): void {
    try {
      read()
    } catch (error) {
      if (!(error instanceof RecordError)) throw error
      this.refused(file, `${where}${error.field}`, error.message)
    }
  }

  /** What was read. Throws AppError when it is nothing at all. */
  build(): ReadOutcome {
    if (this.images.size === 0 && this.notes.length > 0) {
      const first = this.notes[0]
      throw new AppError('bad-input', `Nothing could be read: ${first?.file ?? ''} ${first?.where ?? ''}: ${first?.reason ?? ''}`)
    }
    const dataset: Dataset = {
      classes: [...this.classes.values()],
      images: [...this.images.values()],
      frame: this.frame,
      predictions: this.predictions,
    }
    return { dataset, notes: this.notes }
  }
}
