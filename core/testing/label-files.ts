import { unzlibSync, zlibSync } from 'fflate'
import type { LabelFormat, OutputFile, PhotoFacts, ReadOutcome, WritePlatform, WriteRequest } from '#core/formats/labels/label-format'
import { utf8Bytes } from '#core/formats/labels/text/utf8-bytes'
import { treePhotoFacts } from '#core/formats/labels/tree-photo-facts'
import type { InputTree } from '#core/formats/labels/tree/input-tree'
import { memoryTree } from '#core/formats/labels/tree/input-tree'
import { outlineTree } from '#core/formats/labels/tree/tree-outline'
import type { Dataset } from '#core/model/dataset'

export function inflate(deflated: Uint8Array, maxBytes: number): Uint8Array {
  const bytes = unzlibSync(deflated)
  if (bytes.length > maxBytes) throw new RangeError('longer than allowed')
  return bytes
}

/** CRC-32 bit by bit (PNG specification, annex D). */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}

export const writePlatform: WritePlatform = { deflate: (bytes) => zlibSync(bytes), crc32 }

/** A tree of text files; small pieces, so that every border between pieces is met. */
export function textTree(files: Readonly<Record<string, string | Uint8Array>>, chunkBytes = 7): InputTree {
  return memoryTree(new Map(Object.entries(files).map(([path, content]) => [path, typeof content === 'string' ? utf8Bytes(content) : content])), chunkBytes)
}

/** Sniffs and reads a tree; facts of photos come from `facts`, else from the photos of the tree. */
export async function readTree(format: LabelFormat, tree: InputTree, facts: Readonly<Record<string, PhotoFacts>> = {}): Promise<ReadOutcome> {
  const outline = await outlineTree(tree)
  const sniffed = format.sniff(outline)
  if (!sniffed.applicable) throw new Error(sniffed.reason)
  if (format.read === null) throw new Error(`${format.id} is not read`)
  const inTree = treePhotoFacts(tree, inflate)
  return format.read({ tree, outline, files: sniffed.files, inflate, photoFacts: async (file) => facts[file] ?? inTree(file) })
}

/** The files a format writes for a data set, by path. Throws when a path is given twice, in any case. */
export function writeFiles(format: LabelFormat, dataset: Dataset, photos: WriteRequest['photos'] = 'labels-only'): Map<string, OutputFile> {
  if (format.writer === null) throw new Error(`${format.id} is not written`)
  const files = new Map<string, OutputFile>()
  const taken = new Set<string>()
  for (const file of format.writer.write({ dataset, photos, platform: writePlatform })) {
    const key = file.path.normalize('NFC').toLowerCase()
    if (taken.has(key)) throw new Error(`${file.path} is written twice`)
    taken.add(key)
    files.set(file.path, file)
  }
  return files
}

/** Bytes of a written file; photos are given as a few bytes that stand for them. */
export function bytesOf(file: OutputFile): Uint8Array {
  if (file.content === 'photo') return Uint8Array.of(0xff, 0xd8, 0xff)
  const pieces = [...file.pieces()]
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

export function treeOf(files: ReadonlyMap<string, OutputFile>, chunkBytes = 1 << 16): InputTree {
  return memoryTree(new Map([...files].map(([path, file]) => [path, bytesOf(file)])), chunkBytes)
}
