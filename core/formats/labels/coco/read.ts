import type { ImageDraft } from '#core/formats/labels/dataset-builder'
import type { ReadOutcome, ReadRequest } from '#core/formats/labels/label-format'
import { ReadSession } from '#core/formats/labels/read-session'
import { RecordError } from '#core/formats/labels/record-error'
import { integerField, objectOf, textField } from '#core/formats/labels/text/json-fields'
import type { JsonKey } from '#core/formats/labels/text/json-stream'
import { readJsonStream } from '#core/formats/labels/text/json-stream'
import { baseName, folderOf, joinPath } from '#core/formats/labels/tree/paths'
import { splitOfPath } from '#core/formats/labels/tree/split-of-path'
import type { CocoImage } from './coco-entries'
import { readCocoImage } from './coco-entries'
import type { PendingAnnotation } from './read-annotation'
import { readCocoAnnotation } from './read-annotation'

/** Reads COCO JSON (cocodataset.org/#format-data) entry by entry: only the labels are held, never the text. */
export async function readCoco(request: ReadRequest): Promise<ReadOutcome> {
  const session = await ReadSession.open(request)
  for (const file of request.files) await session.wholeFile(file, () => new CocoFile(session, file).read())
  return session.finish()
}

const lists: ReadonlySet<JsonKey> = new Set(['images', 'annotations', 'categories'])

class CocoFile {
  private readonly images = new Map<number, ImageDraft>()
  private readonly classNames = new Map<number, string>()
  private readonly pending: PendingAnnotation[] = []
  /** Labels that other files gave to an image before this one. */
  private readonly before = new Map<ImageDraft, number>()

  constructor(
    private readonly session: ReadSession,
    private readonly file: string,
  ) {}

  private get builder(): ReadSession['builder'] {
    return this.session.builder
  }

  /** Throws JsonDamage once everything before the damage has been taken. */
  async read(): Promise<void> {
    try {
      await readJsonStream(this.session.request.tree.chunks(this.file), {
        plan: (path) => {
          if (path.length === 0) return 'each'
          if (path.length === 1) return lists.has(path[0] ?? '') ? 'each' : path[0] === 'info' ? 'whole' : 'skip'
          return 'whole'
        },
        value: (path, value) => this.take(path, value),
      })
    } finally {
      for (const annotation of this.pending) {
        this.addAnnotation(annotation)
        await this.session.request.pause?.()
      }
      this.finishImages()
    }
  }

  /** A list of photos without classes and annotations does not say that somebody looked at them. */
  private finishImages(): void {
    if (this.pending.length > 0 || this.classNames.size > 0 || this.session.manifest !== null) return
    for (const [image, before] of this.before) if (before === 0) image.reviewed = false
  }

  private take(path: readonly JsonKey[], value: unknown): void {
    const [list = '', index] = path
    if (list === 'info' && path.length === 1) this.readInfo(value)
    if (typeof index !== 'number') return
    this.builder.record(this.file, `${list}[${index}]`, () => {
      const entry = objectOf(value, '')
      if (list === 'images') this.addImage(readCocoImage(entry), entry['reviewed'] !== false)
      else if (list === 'categories') this.addCategory(integerField(entry, 'id'), textField(entry, 'name'), entry['supercategory'])
      else if (list === 'annotations') this.pending.push(readCocoAnnotation(entry, index))
    })
  }

  private readInfo(value: unknown): void {
    if (typeof value !== 'object' || value === null) return
    if ('pixel_frame' in value && value.pixel_frame === 'raw') this.builder.frame = 'raw'
    if ('labels' in value && value.labels === 'predictions') this.builder.predictions = true
  }

  private addImage(image: CocoImage, reviewed: boolean): void {
    const draft = this.draftOf(image)
    const known = this.images.get(image.id)
    if (known !== undefined && known !== draft) throw new RecordError('.id', `${image.id} is the number of ${known.file}`)
    this.images.set(image.id, draft)
    if (known === undefined) this.before.set(draft, draft.labels.length)
    if (this.session.manifest === null) draft.reviewed = reviewed
    this.session.setSplit(draft, splitOfPath(this.file))
  }

  /** Roboflow puts the file among its photos, one folder per part; names of one folder are not those of another. */
  private draftOf({ fileName, width, height }: CocoImage): ImageDraft {
    const isBesidePhotos = baseName(this.file).startsWith('_annotations') && !this.session.photos.has(this.session.photos.locate(this.file, fileName))
    return this.session.image(this.file, isBesidePhotos ? joinPath(folderOf(this.file), fileName) : fileName, { width, height })
  }

  private addCategory(id: number, name: string, supercategory: unknown): void {
    const known = this.classNames.get(id)
    // VIA lists its categories once per photo.
    if (known !== undefined && known !== name) throw new RecordError('.id', `${id} is the number of the category ${known}`)
    this.classNames.set(id, name)
    this.builder.addClass({ name, id, ...(typeof supercategory === 'string' && supercategory !== '' ? { supercategory } : {}) })
  }

  private addAnnotation({ index, imageId, categoryId, label, change }: PendingAnnotation): void {
    const where = `annotations[${index}]`
    this.builder.record(this.file, where, () => {
      const image = this.images.get(imageId)
      if (image === undefined) throw new RecordError('.image_id', `there is no image ${imageId}`)
      const className = this.classNames.get(categoryId)
      if (className === undefined) throw new RecordError('.category_id', `there is no category ${categoryId}`)
      this.builder.addLabel(image, { className, ...label }, this.file, where)
      if (change !== null) this.builder.changed(this.file, where, change)
    })
  }
}
