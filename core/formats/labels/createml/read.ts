import type { ImageDraft } from '#core/formats/labels/dataset-builder'
import type { ReadOutcome, ReadRequest } from '#core/formats/labels/label-format'
import { ReadSession } from '#core/formats/labels/read-session'
import type { JsonObject } from '#core/formats/labels/text/json-fields'
import { isObject, numberField, objectOf, textField } from '#core/formats/labels/text/json-fields'
import { readJsonStream } from '#core/formats/labels/text/json-stream'
import { baseName, folderOf, joinPath } from '#core/formats/labels/tree/paths'
import { splitOfPath } from '#core/formats/labels/tree/split-of-path'
import type { DatasetLabel } from '#core/model/dataset'

/** Reads Create ML JSON (developer.apple.com/documentation/createml, object detection): boxes by their centre, in pixels. */
export async function readCreateMl(request: ReadRequest): Promise<ReadOutcome> {
  const session = await ReadSession.open(request)
  for (const file of request.files) await session.wholeFile(file, () => readEntries(session, file))
  return session.finish()
}

async function readEntries(session: ReadSession, file: string): Promise<void> {
  await readJsonStream(session.request.tree.chunks(file), {
    plan: (path) => (path.length === 0 ? 'each' : 'whole'),
    value: (path, value) => {
      const index = Number(path[0])
      session.builder.record(file, `[${index}]`, () => {
        const entry = objectOf(value, '')
        const name = textField(entry, entry['image'] === undefined ? 'imagefilename' : 'image')
        const isBesidePhotos = baseName(file).startsWith('_annotations') && !session.photos.has(session.photos.locate(file, name))
        const image = session.image(file, isBesidePhotos ? joinPath(folderOf(file), name) : name, null)
        session.setSplit(image, splitOfPath(file))
        takeLabels(session, file, image, entry, index)
      })
    },
  })
}

function takeLabels(session: ReadSession, file: string, image: ImageDraft, entry: JsonObject, index: number): void {
  const { builder } = session
  const list = entry['annotations'] ?? entry['annotation'] ?? []
  for (const [at, value] of (Array.isArray(list) ? list : [list]).entries()) {
    const where = `[${index}].annotations[${at}]`
    builder.record(file, where, () => builder.addLabel(image, readLabel(value), file, where))
  }
}

/** A box, or a class name alone, which tags the whole photo. */
function readLabel(value: unknown): DatasetLabel {
  if (typeof value === 'string') return { className: value, shape: { kind: 'tag' } }
  const entry = objectOf(value, '')
  const className = textField(entry, 'label')
  const score = entry['confidence']
  const scored = typeof score === 'number' && Number.isFinite(score) ? { score } : {}
  const { coordinates } = entry
  if (!isObject(coordinates)) return { className, shape: { kind: 'tag' }, ...scored }
  const width = numberField(coordinates, 'width')
  const height = numberField(coordinates, 'height')
  const shape = { kind: 'box' as const, x: numberField(coordinates, 'x') - width / 2, y: numberField(coordinates, 'y') - height / 2, width, height }
  return { className, shape, ...scored }
}
