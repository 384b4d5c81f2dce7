import type { ImageDraft } from '#core/formats/labels/dataset-builder'
import type { ReadOutcome, ReadRequest } from '#core/formats/labels/label-format'
import { ReadSession } from '#core/formats/labels/read-session'
import { RecordError } from '#core/formats/labels/record-error'
import type { JsonObject } from '#core/formats/labels/text/json-fields'
import { isObject, listField, objectOf } from '#core/formats/labels/text/json-fields'
import { readJsonStream } from '#core/formats/labels/text/json-stream'
import { baseName, looksLikePhoto } from '#core/formats/labels/tree/paths'
import { readLabelStudioResult } from './read-result'

/** Reads JSON exports of Label Studio: of each task the newest annotation, or the one marked as ground truth. */
export async function readLabelStudio(request: ReadRequest): Promise<ReadOutcome> {
  const session = await ReadSession.open(request)
  for (const file of request.files) {
    await session.wholeFile(file, () =>
      readJsonStream(request.tree.chunks(file), {
        plan: (path) => (path.length === 0 ? 'each' : 'whole'),
        value: (path, value) => session.builder.record(file, `[${path[0] ?? ''}]`, () => takeTask(session, file, `[${path[0] ?? ''}]`, objectOf(value, ''))),
      }),
    )
  }
  return session.finish()
}

function takeTask(session: ReadSession, file: string, where: string, task: JsonObject): void {
  const { builder } = session
  const image = imageOf(session, file, where, task)
  const annotations = [...listField(task, 'annotations'), ...listField(task, 'completions')].filter(isObject)
  const usable = annotations.filter((annotation) => annotation['was_cancelled'] !== true)
  const chosen = usable.find((annotation) => annotation['ground_truth'] === true) ?? usable.reduce<JsonObject | undefined>(newer, undefined)
  image.reviewed = chosen !== undefined
  for (const annotation of annotations) {
    if (annotation === chosen) continue
    const why = annotation['was_cancelled'] === true ? 'it was cancelled' : 'another annotation of the same task is newer or the ground truth'
    builder.refused(file, `${where}.annotations id ${String(annotation['id'])}`, `its ${listField(annotation, 'result').length} results were left out: ${why}`)
  }
  if (chosen === undefined) return
  for (const [index, result] of listField(chosen, 'result').entries()) takeResult(session, image, file, `${where}.result[${index}]`, result)
}

function newer(best: JsonObject | undefined, annotation: JsonObject): JsonObject {
  return best === undefined || String(annotation['updated_at'] ?? '') >= String(best['updated_at'] ?? '') ? annotation : best
}

function takeResult(session: ReadSession, image: ImageDraft, file: string, where: string, value: unknown): void {
  const { builder } = session
  builder.record(file, where, () => {
    const result = readLabelStudioResult(objectOf(value, ''))
    if (result === null) {
      builder.changed(file, where, 'a text or rating was left out: only labels are taken')
      return
    }
    if (result.size !== null) builder.setSize(image, result.size, file)
    for (const label of result.labels) builder.addLabel(image, label, file, where)
    if (result.change !== null) builder.changed(file, where, result.change)
  })
}

/** Label Studio puts eight hexadecimal digits before the name of an uploaded file. */
const uploadMark = /^[0-9a-f]{8}-/

function imageOf(session: ReadSession, file: string, where: string, task: JsonObject): ImageDraft {
  const data = isObject(task['data']) ? Object.values(task['data']).filter((value) => typeof value === 'string') : []
  const url = data.find(looksLikePhotoUrl) ?? data.find((value) => value.includes('/')) ?? data[0]
  const upload = task['file_upload']
  const written = typeof upload === 'string' && upload !== '' && (url === undefined || !looksLikePhotoUrl(url)) ? upload : url
  if (written === undefined) throw new RecordError('.data', 'names no photo')
  const path = pathOfUrl(written)
  const isUpload = upload !== undefined || /(?:^|\/)data\/upload\//.test(path)
  const name = isUpload ? baseName(path) : path
  const plain = name.replace(uploadMark, '')
  const found = session.photos.locate(file, name)
  if (plain === name || session.photos.has(found)) return session.image(file, name, null)
  session.builder.changed(file, where, `the photo is called ${plain} without the mark of its upload`)
  return session.image(file, plain, null)
}

function looksLikePhotoUrl(value: string): boolean {
  return looksLikePhoto(value.split('?')[0] ?? '') || value.includes('?d=')
}

/** The path in a URL: local files are named behind "?d=". */
function pathOfUrl(url: string): string {
  const local = /[?&]d=([^&]+)/.exec(url)?.[1]
  const path = local ?? url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*\//i, '').split('?')[0] ?? url
  try {
    return decodeURIComponent(path).replace(/^\/+/, '')
  } catch (error) {
    if (error instanceof URIError) return path.replace(/^\/+/, '')
    throw error
  }
}
