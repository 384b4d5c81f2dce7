import { AppError } from '#core/contract/errors'
import type { DatasetClass, DatasetImage, DatasetLabel, Dataset, ImportNote, PixelFrame } from '#core/model/dataset'
import type { SizePx } from '#core/model/photo'
import { isSameLabel } from './dataset-equality'
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
  /** File of each label. */
  readonly sources: string[]
  /** Place in its file of each label that was taken before the size of the photo was known. */
  readonly unchecked: Map<DatasetLabel, string>
}

/** Collects what a reader finds, and every record it had to refuse or change. */
export class DatasetBuilder {
  private readonly images = new Map<string, ImageDraft>()
  private readonly classes = new Map<string, DatasetClass>()
  private readonly notes: ImportNote[] = []
  private readonly sizeConflicts = new Set<string>()
  frame: PixelFrame = 'upright'
  predictions = false

  /** The image of this file, the same one when it was named before. `source` is the file that states the size. */
  image(file: string, size: SizePx | null = null, source = file): ImageDraft {
    const known = this.images.get(file)
    if (known !== undefined) {
      if (size !== null) this.setSize(known, size, source)
      return known
    }
    const made: ImageDraft = { file, size, reviewed: true, labels: [], sources: [], unchecked: new Map() }
    this.images.set(file, made)
    return made
  }

  /** Notes when two sources disagree about the size of a photo; the first one counts. */
  setSize(image: ImageDraft, size: SizePx, source: string): void {
    image.size ??= size
    if (image.size.width === size.width && image.size.height === size.height) return
    const other = `${image.size.width} x ${image.size.height}`
    const reason = `it gives the photo a size of ${size.width} x ${size.height}, elsewhere it is ${other}: ${other} counts`
    const key = `${source}\n${image.file}\n${reason}`
    if (this.sizeConflicts.has(key)) return
    this.sizeConflicts.add(key)
    this.changed(source, image.file, reason)
  }

  /** Declares a class; the first that says something about it counts. */
  addClass(declared: DatasetClass): void {
    const known = this.classes.get(declared.name)
    this.classes.set(declared.name, known === undefined ? declared : { ...declared, ...known })
  }

  /**
   * Takes a label, its shape inside the image. Throws RecordError when nothing of the shape can be kept. `where` places a
   * note about a change. What another file has given already is taken once.
   */
  addLabel(image: ImageDraft, label: DatasetLabel, file: string, where: string): void {
    if (label.className.trim() === '') throw new RecordError('', 'has no class name')
    const { shape, change } = checkShape(label.shape, image.size)
    const taken = this.withScore({ ...label, shape }, file, where)
    if (image.labels.some((other, index) => image.sources[index] !== file && isSameLabel(taken, other))) {
      this.changed(file, where, 'another file has the same label: it was taken once')
      return
    }
    if (change !== null) this.changed(file, where, change)
    if (!this.classes.has(label.className)) this.classes.set(label.className, { name: label.className })
    image.labels.push(taken)
    image.sources.push(file)
    if (image.size === null && shape.kind !== 'tag') image.unchecked.set(taken, where)
  }

  private withScore(label: DatasetLabel, file: string, where: string): DatasetLabel {
    const { score, ...rest } = label
    if (score === undefined || (score >= 0 && score <= 1)) return label
    this.changed(file, where, `the score ${score} is not between 0 and 1 and was left out`)
    return rest
  }

  /** Images whose size is not known although they have labels with an area. */
  sizeless(): ImageDraft[] {
    return [...this.images.values()].filter((image) => image.size === null && image.unchecked.size > 0)
  }

  /** Checks what was taken before the size of the photo was known. */
  recheck(image: ImageDraft): void {
    for (const [label, where] of image.unchecked) {
      const index = image.labels.indexOf(label)
      const file = image.sources[index] ?? ''
      image.labels.splice(index, 1)
      image.sources.splice(index, 1)
      this.record(file, where, () => this.addLabel(image, label, file, where))
    }
    image.unchecked.clear()
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
      images: [...this.images.values()].map(finished),
      frame: this.frame,
      predictions: this.predictions,
    }
    return { dataset, notes: this.notes }
  }
}

function finished({ file, size, labels, reviewed, split, contentHash }: ImageDraft): DatasetImage {
  return { file, size, labels, reviewed, ...(split === undefined ? {} : { split }), ...(contentHash === undefined ? {} : { contentHash }) }
}
