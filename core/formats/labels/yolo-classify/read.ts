import type { ReadOutcome, ReadRequest } from '#core/formats/labels/label-format'
import { ReadSession } from '#core/formats/labels/read-session'
import { looksLikePhoto } from '#core/formats/labels/tree/paths'
import { splitOfPath } from '#core/formats/labels/tree/split-of-path'
import { classFolderOf } from './sniff'
import { untaggedFolder } from './write'

/** Reads photos in one folder per class as tags (layout of docs.ultralytics.com/datasets/classify). */
export async function readYoloClassify(request: ReadRequest): Promise<ReadOutcome> {
  const session = await ReadSession.open(request)
  const { builder, manifest } = session
  const paths = manifest === null ? request.files.filter(looksLikePhoto) : [...manifest.photos.keys()]
  for (const path of paths) {
    const inside = manifest === null || manifest.folder === '' ? path : path.slice(manifest.folder.length + 1)
    const folder = classFolderOf(inside)
    if (folder === untaggedFolder) continue
    const image = builder.image(manifest?.photos.get(path)?.file ?? path)
    session.setSplit(image, splitOfPath(path))
    const written = manifest?.details[folder ?? '']
    // Photos of an export in another format may lie in folders too.
    if (manifest !== null && typeof written !== 'string') continue
    builder.record(path, 'folder', () => builder.addLabel(image, { className: typeof written === 'string' ? written : (folder ?? ''), shape: { kind: 'tag' } }, path, 'folder'))
  }
  return session.finish()
}
