import type { ReadOutcome, ReadRequest } from '#core/formats/labels/label-format'
import { ReadSession } from '#core/formats/labels/read-session'
import { isObject, objectOf, sizeOf } from '#core/formats/labels/text/json-fields'
import { readJsonStream } from '#core/formats/labels/text/json-stream'
import { baseName, folderOf, joinPath, plainPath, withoutExtension } from '#core/formats/labels/tree/paths'
import { splitOfPath } from '#core/formats/labels/tree/split-of-path'
import type { DatasetImage } from '#core/model/dataset'
import { readLabelMeShape } from './read-shape'

/** Reads LabelMe JSON files, one per photo; a picture inside a file is passed over. */
export async function readLabelMe(request: ReadRequest): Promise<ReadOutcome> {
  const session = await ReadSession.open(request)
  const knownByStem = new Map([...(session.manifest?.photos ?? [])].map(([path, photo]) => [withoutExtension(path), photo]))
  for (const file of request.files) await session.wholeFile(file, () => readFile(session, file, knownByStem.get(withoutExtension(file))))
  return session.finish()
}

async function readFile(session: ReadSession, file: string, known: DatasetImage | undefined): Promise<void> {
  const { request } = session
  const fields: Record<string, unknown> = {}
  const shapes: unknown[] = []
  try {
    await readJsonStream(request.tree.chunks(file), {
      plan: (path) => (path.length === 0 || (path.length === 1 && path[0] === 'shapes') ? 'each' : 'whole'),
      value: (path, value) => {
        const [key = '', index] = path
        if (typeof index === 'number') shapes.push(value)
        else if (key !== 'imageData') fields[String(key)] = value
      },
    })
  } finally {
    takeFile(session, file, known, fields, shapes)
  }
}

function takeFile(session: ReadSession, file: string, known: DatasetImage | undefined, fields: Readonly<Record<string, unknown>>, shapes: readonly unknown[]): void {
  const { builder, request } = session
  const size = sizeOf(fields['imageWidth'], fields['imageHeight'])
  const image = known === undefined ? builder.image(photoOf(session, file, fields['imagePath']), size) : builder.image(known.file, known.size ?? size)
  if (size !== null) builder.setSize(image, size, file)
  session.setSplit(image, splitOfPath(file))
  for (const [index, value] of shapes.entries()) {
    const where = `shapes[${index}]`
    builder.record(file, where, () => {
      const { label, change } = readLabelMeShape(objectOf(value, ''), image.size, request.inflate)
      builder.addLabel(image, label, file, where)
      if (change !== null) builder.changed(file, where, change)
    })
  }
  const flags = fields['flags']
  for (const [name, isSet] of isObject(flags) ? Object.entries(flags) : []) {
    if (isSet === true) builder.record(file, `flags.${name}`, () => builder.addLabel(image, { className: name, shape: { kind: 'tag' } }, file, `flags.${name}`))
  }
}

/** The photo an annotation names, else the one beside it of the same name. */
function photoOf(session: ReadSession, file: string, imagePath: unknown): string {
  const { photos } = session
  const written = typeof imagePath === 'string' ? plainPath(imagePath) : ''
  const named = written === '' ? '' : photos.locate(file, written)
  if (photos.has(named)) return named
  const beside = photos.withStem(withoutExtension(file))
  if (beside !== null) return beside
  // A path of another machine says less than the place of the file.
  return joinPath(folderOf(file), written === '' ? baseName(withoutExtension(file)) : baseName(written))
}
