import type { ReadOutcome, ReadRequest } from '#core/formats/labels/label-format'
import { isCocoCrowd, readCocoImage } from '#core/formats/labels/coco/coco-entries'
import type { ImageDraft } from '#core/formats/labels/dataset-builder'
import { ReadSession } from '#core/formats/labels/read-session'
import { RecordError } from '#core/formats/labels/record-error'
import { masksByValue } from '#core/formats/labels/shapes/mask-pixels'
import type { JsonObject } from '#core/formats/labels/text/json-fields'
import { integerField, listField, objectOf, textField } from '#core/formats/labels/text/json-fields'
import type { JsonKey } from '#core/formats/labels/text/json-stream'
import { readJsonStream } from '#core/formats/labels/text/json-stream'
import { folderOf, joinPath, withoutExtension } from '#core/formats/labels/tree/paths'
import { splitOfPath } from '#core/formats/labels/tree/split-of-path'

/** Reads COCO panoptic files (cocodataset.org/#format-data): segments are the pixels of one color, id = R + 256 G + 65536 B. */
export async function readCocoPanoptic(request: ReadRequest): Promise<ReadOutcome> {
  const session = await ReadSession.open(request)
  for (const file of request.files) await new PanopticFile(session, file).read()
  return session.finish()
}

const lists: ReadonlySet<JsonKey> = new Set(['images', 'annotations', 'categories'])

class PanopticFile {
  private readonly images = new Map<number, ImageDraft>()
  private readonly classNames = new Map<number, string>()
  private readonly annotations: { readonly entry: JsonObject; readonly where: string }[] = []

  constructor(
    private readonly session: ReadSession,
    private readonly file: string,
  ) {}

  async read(): Promise<void> {
    await this.session.wholeFile(this.file, () =>
      readJsonStream(this.session.request.tree.chunks(this.file), {
        plan: (path) => (path.length === 0 || (path.length === 1 && lists.has(path[0] ?? '')) ? 'each' : 'whole'),
        value: (path, value) => this.take(path, value),
      }),
    )
    for (const annotation of this.annotations) await this.takePicture(annotation.entry, annotation.where)
  }

  private take([list = '', index]: readonly JsonKey[], value: unknown): void {
    if (typeof index !== 'number') return
    const where = `${list}[${index}]`
    this.session.builder.record(this.file, where, () => {
      const entry = objectOf(value, '')
      if (list === 'images') {
        const { id, fileName, width, height } = readCocoImage(entry)
        const image = this.session.image(this.file, fileName, { width, height })
        this.session.setSplit(image, splitOfPath(this.file))
        this.images.set(id, image)
      } else if (list === 'categories') {
        const name = textField(entry, 'name')
        this.classNames.set(integerField(entry, 'id'), name)
        this.session.builder.addClass({ name, id: integerField(entry, 'id') })
      } else this.annotations.push({ entry, where })
    })
  }

  private async takePicture(entry: JsonObject, where: string): Promise<void> {
    const { builder } = this.session
    const path = this.picturePath(entry['file_name'])
    if (path === null) {
      builder.refused(this.file, `${where}.file_name`, `the picture ${String(entry['file_name'])} is missing`)
      return
    }
    const picture = await this.session.classPicture(path)
    const image = this.images.get(Number(entry['image_id']))
    if (picture === null || image === undefined) {
      if (image === undefined) builder.refused(this.file, `${where}.image_id`, `there is no image ${String(entry['image_id'])}`)
      return
    }
    // 0xRRGGBB to R + 256 G + 65536 B.
    const ids = picture.values === 'colors' ? picture.data.map((color) => (color >> 16) | (color & 0xff00) | ((color & 255) << 16)) : picture.data
    const masks = masksByValue(ids, picture)
    builder.record(this.file, where, () => {
      for (const [index, value] of listField(entry, 'segments_info').entries()) {
        const place = `${where}.segments_info[${index}]`
        builder.record(this.file, place, () => {
          const segment = objectOf(value, '')
          const className = this.classNames.get(integerField(segment, 'category_id'))
          if (className === undefined) throw new RecordError('.category_id', `there is no category ${String(segment['category_id'])}`)
          const shape = masks.get(integerField(segment, 'id'))
          if (shape === undefined) throw new RecordError('.id', 'no pixel of the picture has its color')
          builder.addLabel(image, { className, shape, ...(isCocoCrowd(segment) ? { crowd: true } : {}) }, this.file, place)
        })
      }
    })
  }

  /** Pictures lie in a folder called as the file. */
  private picturePath(name: unknown): string | null {
    if (typeof name !== 'string') return null
    const paths = [joinPath(withoutExtension(this.file), name), joinPath(folderOf(this.file), name)]
    return paths.find((path) => this.session.request.tree.paths.includes(path)) ?? null
  }
}
