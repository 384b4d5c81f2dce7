import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { crc32, deflateSync } from 'node:zlib'
import type { ExportOrder } from '#core/contract/datasets'
import { AppError } from '#core/contract/errors'
import type { OutputFile, WritePlatform } from '#core/formats/labels/label-format'
import { LossCounter, type Loss } from '#core/formats/labels/fit/fit-dataset'
import { streamFitted } from '#core/formats/labels/fit/stream-fitted'
import { verifyExport } from '#core/formats/labels/verify-export'
import type { Dataset } from '#core/model/dataset'
import type { ExportReport } from '#core/model/dataset-reports'
import { inflateWithin } from '../../../runtime/decode/read-photo'
import type { ExportSink } from '../files/export-sink'
import { FolderSink } from '../files/folder-sink'
import { openInputTree } from '../files/open-input-tree'
import { ZipSink } from '../files/zip-sink'
import type { WritableFormat } from '../find-format'
import { Breath } from './breath'
import { checkTarget, partialPath, placeExport, sealFolder } from './target-place'

export interface ExportWork {
  readonly format: WritableFormat
  /** In the frame to write. */
  readonly dataset: Dataset
  readonly photos: ExportOrder['photos']
  readonly target: ExportOrder['target']
  /** The bytes of an image's file, null when they cannot be read. */
  openPhoto(file: string): Promise<AsyncIterable<Uint8Array> | null>
  /** Called before each file; throws when the work is to stop. */
  beforeFile(writtenFiles: number): Promise<void>
}

export type WrittenExport = Pick<ExportReport, 'files' | 'bytes' | 'labels' | 'classes' | 'copiedPhotos' | 'losses' | 'reread'>

const platform: WritePlatform = { deflate: (bytes) => deflateSync(bytes), crc32: (bytes) => crc32(bytes) }
const shownDifferences = 100

const sinks: Readonly<Record<ExportOrder['target']['kind'], (path: string) => Promise<ExportSink>>> = {
  folder: (path) => FolderSink.create(path),
  zip: (path) => ZipSink.create(path),
}

/**
 * Writes a data set beside its target, reads it again, and puts it in place. Stopped or failed, it leaves nothing behind.
 * Throws `bad-input` for a target that is taken or more classes than the format holds, `cannot-write`, `disk-full`, `cannot-read`.
 */
export async function writeExport(work: ExportWork): Promise<WrittenExport> {
  await checkTarget(work.target)
  const breath = new Breath()
  const { dataset, losses, labels } = await streamFitted(withFittingClasses(work), work.format.writer.capabilities, () => breath.take())
  const partial = await partialPath(work.target)
  try {
    const written = await writeFiles(work, dataset, partial, breath)
    if (work.target.kind === 'folder') await sealFolder(partial)
    const reread = await readAgain(work.format, dataset, partial, breath)
    await placeExport(partial, work.target)
    return { ...written, labels, classes: dataset.classes.length, losses: [...losses, ...written.losses], reread }
  } finally {
    await rm(partial, { recursive: true, force: true })
  }
}

/** All classes, or only those in use where all are too many. */
function withFittingClasses({ dataset, format }: ExportWork): Dataset {
  const most = format.writer.capabilities.mostClasses
  if (most === null || dataset.classes.length <= most) return dataset
  const used = new Set(dataset.images.flatMap(({ labels }) => labels.map(({ className }) => className)))
  const classes = dataset.classes.filter(({ name }) => used.has(name))
  if (classes.length <= most) return { ...dataset, classes }
  throw new AppError('bad-input', `${format.name} holds ${most} classes, these photos have labels of ${classes.length}.`, { hint: 'Choose fewer photos, or another format.' })
}

async function writeFiles(work: ExportWork, dataset: Dataset, partial: string, breath: Breath): Promise<Pick<WrittenExport, 'files' | 'bytes' | 'copiedPhotos' | 'losses'>> {
  const sink = await sinks[work.target.kind](partial)
  const losses = new LossCounter()
  const hashes = new Map(dataset.images.map(({ file, contentHash }) => [file, contentHash]))
  const counts = { files: 0, bytes: 0, copiedPhotos: 0 }
  try {
    for (const file of work.format.writer.write({ dataset, photos: work.photos, platform })) {
      await work.beforeFile(counts.files)
      await breath.take()
      const bytes = await addFile(work, sink, file, { hashes, losses, breath })
      if (bytes === null) continue
      counts.files++
      counts.bytes += bytes
      if (file.content === 'photo') counts.copiedPhotos++
    }
    await sink.finish()
  } catch (error) {
    await sink.abandon()
    throw error
  }
  return { ...counts, losses: losses.list() }
}

interface FileRecord {
  readonly hashes: ReadonlyMap<string, string | undefined>
  readonly losses: LossCounter
  readonly breath: Breath
}

/** Bytes written, null for a photo that is not there. */
async function addFile(work: ExportWork, sink: ExportSink, file: OutputFile, { hashes, losses, breath }: FileRecord): Promise<number | null> {
  if (file.content === 'bytes') {
    const counted = new HashedBytes(file.pieces(), breath)
    await sink.add(file.path, counted.read(), 'dense')
    return counted.bytes
  }
  const pieces = await work.openPhoto(file.photo)
  if (pieces === null) {
    losses.add('photos whose file cannot be read (their labels are there)')
    return null
  }
  const counted = new HashedBytes(pieces, breath)
  await sink.add(file.path, counted.read(), 'plain')
  const expected = hashes.get(file.photo)
  if (expected !== undefined && counted.hash() !== expected) losses.add('photos whose file changed since it was read (copied as it is now)')
  return counted.bytes
}

class HashedBytes {
  readonly #pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>
  readonly #hash = createHash('sha256')
  readonly #breath: Breath
  bytes = 0

  constructor(pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>, breath: Breath) {
    this.#pieces = pieces
    this.#breath = breath
  }

  async *read(): AsyncGenerator<Uint8Array> {
    for await (const piece of this.#pieces) {
      this.bytes += piece.length
      this.#hash.update(piece)
      yield piece
      await this.#breath.take()
    }
  }

  hash(): string {
    return this.#hash.digest('hex')
  }
}

async function readAgain(format: WritableFormat, dataset: Dataset, partial: string, breath: Breath): Promise<ExportReport['reread']> {
  if (format.read === null) return null
  const { tree } = await openInputTree([partial])
  const differences = await verifyExport(format, dataset, tree, inflateWithin, () => breath.take())
  return { differences: differences.length, first: differences.slice(0, shownDifferences) }
}

/** Adds up the same losses of several steps. */
export function joinLosses(...lists: readonly (readonly Loss[])[]): Loss[] {
  const counts = new Map<string, number>()
  for (const { what, count } of lists.flat()) counts.set(what, (counts.get(what) ?? 0) + count)
  return [...counts].map(([what, count]) => ({ what, count }))
}
