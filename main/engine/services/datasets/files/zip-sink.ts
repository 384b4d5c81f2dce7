import { open, type FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'
import { AppError } from '#core/contract/errors'
import { mapFileError } from '../../../map-file-error'
import type { ExportSink, Packing } from './export-sink'
import { centralEntry, endRecords, in64, localHeader, zipMethods, type ZipEntry } from './zip-records'

const directoryPieceEntries = 1000

/** Writes a zip archive with UTF-8 names. Each file is streamed; only the list of files is kept in memory. */
export class ZipSink implements ExportSink {
  readonly #path: string
  readonly #file: FileHandle
  readonly #entries: ZipEntry[] = []
  #end = 0

  private constructor(path: string, file: FileHandle) {
    this.#path = path
    this.#file = file
  }

  /** Throws AppError `cannot-write` or `disk-full`; the file must not be there. */
  static async create(path: string): Promise<ZipSink> {
    try {
      return new ZipSink(path, await open(path, 'wx'))
    } catch (error) {
      throw mapFileError(error, path, 'cannot-write')
    }
  }

  async add(path: string, pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>, packing: Packing): Promise<void> {
    const method = packing === 'dense' ? zipMethods.deflated : zipMethods.stored
    const offset = this.#end
    const counted = new CountedBytes(pieces)
    const unfinished = { name: path, method, crc32: 0, packedBytes: 0, bytes: 0 }
    await this.#write(localHeader(unfinished))
    const start = this.#end
    const writeAll = async (packed: AsyncIterable<Uint8Array>): Promise<void> => {
      for await (const piece of packed) await this.#write(piece)
    }
    if (packing === 'dense') await pipeline(Readable.from(counted.read()), createDeflateRaw(), writeAll)
    else await writeAll(counted.read())
    const packedBytes = this.#end - start
    if (Math.max(packedBytes, counted.bytes) >= in64.long) {
      throw new AppError('bad-input', `${path} is larger than 4 GB, which is too much for a file in a zip archive.`, { hint: 'Export to a folder.' })
    }
    const entry: ZipEntry = { ...unfinished, crc32: counted.crc, packedBytes, bytes: counted.bytes, offset, isEncrypted: false }
    await this.#writeAt(localHeader(entry), offset)
    this.#entries.push(entry)
  }

  async finish(): Promise<void> {
    const offset = this.#end
    for (let first = 0; first < this.#entries.length; first += directoryPieceEntries) {
      await this.#write(Buffer.concat(this.#entries.slice(first, first + directoryPieceEntries).map(centralEntry)))
    }
    await this.#write(endRecords({ entries: this.#entries.length, bytes: this.#end - offset, offset }))
    try {
      await this.#file.sync()
      await this.#file.close()
    } catch (error) {
      throw mapFileError(error, this.#path, 'cannot-write')
    }
  }

  async abandon(): Promise<void> {
    await this.#file.close()
  }

  async #write(bytes: Uint8Array): Promise<void> {
    await this.#writeAt(bytes, this.#end)
    this.#end += bytes.length
  }

  async #writeAt(bytes: Uint8Array, position: number): Promise<void> {
    try {
      for (let at = 0; at < bytes.length; ) at += (await this.#file.write(bytes, at, bytes.length - at, position + at)).bytesWritten
    } catch (error) {
      throw mapFileError(error, this.#path, 'cannot-write')
    }
  }
}

class CountedBytes {
  readonly #pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>
  bytes = 0
  crc = 0

  constructor(pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>) {
    this.#pieces = pieces
  }

  async *read(): AsyncGenerator<Uint8Array> {
    for await (const piece of this.#pieces) {
      this.bytes += piece.length
      this.crc = crc32(piece, this.crc)
      yield piece
    }
  }
}
