import type { ReadOutcome, ReadRequest } from '#core/formats/labels/label-format'
import { ReadSession } from '#core/formats/labels/read-session'
import { entityNote, readXmlStream } from '#core/formats/labels/text/xml-stream'
import { looksLikePhoto, withoutExtension } from '#core/formats/labels/tree/paths'

/** Reads the keywords of XMP sidecars, `dc:subject`, as tags (XMP specification part 1, section 8.3). */
export async function readXmp(request: ReadRequest): Promise<ReadOutcome> {
  const session = await ReadSession.open(request)
  for (const file of request.files) await session.wholeFile(file, () => readSidecar(session, file))
  return session.finish()
}

async function readSidecar(session: ReadSession, file: string): Promise<void> {
  const { builder, request } = session
  const stem = withoutExtension(file)
  // "1.jpg.xmp" belongs to one photo, "1.xmp" to the only one of that stem.
  const path = looksLikePhoto(stem) ? stem : (session.photos.withStem(stem) ?? stem)
  const known = session.manifest?.photos.get(path)
  const image = builder.image(known?.file ?? path)
  await readXmlStream(request.tree.chunks(file), {
    isRecord: (name) => name === 'dc:subject',
    record: (subject) => {
      for (const item of subject.children.flatMap((list) => list.children)) {
        const where = `line ${item.line}`
        builder.record(file, where, () => builder.addLabel(image, { className: item.text, shape: { kind: 'tag' } }, file, where))
      }
    },
    entity: (line) => builder.changed(file, `line ${line}`, entityNote),
  })
}
