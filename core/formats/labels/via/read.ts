import type { ReadOutcome, ReadRequest } from '#core/formats/labels/label-format'
import { ReadSession } from '#core/formats/labels/read-session'
import { RecordError } from '#core/formats/labels/record-error'
import { readCsv } from '#core/formats/labels/text/csv-rows'
import type { JsonObject } from '#core/formats/labels/text/json-fields'
import { isObject, objectOf, textField } from '#core/formats/labels/text/json-fields'
import type { JsonKey } from '#core/formats/labels/text/json-stream'
import { readJsonStream } from '#core/formats/labels/text/json-stream'
import { readText } from '#core/formats/labels/text/read-text'
import { splitOfPath } from '#core/formats/labels/tree/split-of-path'
import { readViaRegion } from './read-region'

/** Reads projects and exports of VGG Image Annotator. */
export async function readVia(request: ReadRequest): Promise<ReadOutcome> {
  const session = await ReadSession.open(request)
  for (const file of request.files) {
    const reader = new ViaFile(session, file)
    await session.wholeFile(file, () => (request.outline.get(file)?.kind === 'json' ? reader.readJson() : reader.readCsv()))
  }
  return session.finish()
}

class ViaFile {
  constructor(
    private readonly session: ReadSession,
    private readonly file: string,
  ) {}

  async readJson(): Promise<void> {
    await readJsonStream(this.session.request.tree.chunks(this.file), {
      plan: (path) => {
        if (path.length === 0 || (path.length === 1 && path[0] === '_via_img_metadata')) return 'each'
        return isOfProject(path[0]) && path[0] !== '_via_img_metadata' ? 'skip' : 'whole'
      },
      value: (path, value) => {
        const key = path.at(-1)
        if (path.length === 0 || (isOfProject(path[0]) && path.length === 1)) return
        this.session.builder.record(this.file, String(key), () => this.takePhoto(String(key), objectOf(value, '')))
      },
    })
  }

  private takePhoto(key: string, entry: JsonObject): void {
    const { builder } = this.session
    const image = this.session.image(this.file, textField(entry, 'filename'), null)
    this.session.setSplit(image, splitOfPath(this.file))
    // Version 1 numbers the regions as keys of an object.
    const regions = Object.entries(isObject(entry['regions']) || Array.isArray(entry['regions']) ? entry['regions'] : {})
    for (const [index, region] of regions) {
      this.takeRegion(image, `${key}.regions[${index}]`, () => {
        const whole = objectOf(region, '')
        return readViaRegion(objectOf(whole['shape_attributes'], '.shape_attributes'), objectOf(whole['region_attributes'], '.region_attributes'))
      })
    }
    const attributes = entry['file_attributes']
    const tags = isObject(attributes) && isObject(attributes['tags']) ? Object.entries(attributes['tags']) : []
    for (const [name, isSet] of tags) {
      if (isSet === true) builder.record(this.file, `${key}.file_attributes.tags`, () => builder.addLabel(image, { className: name, shape: { kind: 'tag' } }, this.file, key))
    }
  }

  async readCsv(): Promise<void> {
    const [header, ...rows] = readCsv(await readText(this.session.request.tree, this.file))
    const columns = (header?.cells ?? []).map((cell) => cell.replace(/^#/, '').trim())
    for (const { cells, line } of rows) {
      const cell = (name: string): string => cells[columns.indexOf(name)] ?? ''
      this.session.builder.record(this.file, `line ${line}`, () => {
        if (cell('filename') === '') throw new RecordError('.filename', 'is empty')
        const image = this.session.image(this.file, cell('filename'), null)
        this.session.setSplit(image, splitOfPath(this.file))
        const shape = parseObject(cell('region_shape_attributes'), '.region_shape_attributes')
        // A photo without regions has one row with an empty shape.
        if (Object.keys(shape).length === 0) return
        this.takeRegion(image, `line ${line}`, () => readViaRegion(shape, parseObject(cell('region_attributes'), '.region_attributes')))
      })
    }
  }

  private takeRegion(image: ReturnType<ReadSession['image']>, where: string, read: () => ReturnType<typeof readViaRegion>): void {
    const { builder } = this.session
    builder.record(this.file, where, () => {
      const { label, change } = read()
      builder.addLabel(image, label, this.file, where)
      if (change !== null) builder.changed(this.file, where, change)
    })
  }
}

function isOfProject(key: JsonKey | undefined): boolean {
  return typeof key === 'string' && key.startsWith('_via_')
}

function parseObject(text: string, field: string): JsonObject {
  if (text.trim() === '') return {}
  try {
    return objectOf(JSON.parse(text), field)
  } catch (error) {
    if (error instanceof SyntaxError) throw new RecordError(field, 'is not JSON')
    throw error
  }
}
