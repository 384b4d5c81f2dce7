import { open, type FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib'
import { AppError } from '#core/contract/errors'
import { mapFileError } from '../../../map-file-error'
import type { ExportSink, Packing } from './export-sink'
import { centralEntry, endRecords, in64, localHeader, zipMethods, type ZipEntry } from './zip-records'

const directoryPieceEntries = 1000
const smallBytes = 1 << 18
const methods: Readonly<Record<Packing, number>> = { dense: zipMethods.deflated, plain: zipMethods.stored }

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
    const source = new PeekedBytes(pieces)
    const small = await source.whole(smallBytes)
    const entry = small === null ? await this.#addStreamed(path, source.all(), packing) : await this.#addSmall(path, small, packing)
    this.#entries.push(entry)
  }

  /** Most files of an export are small: one write each, and no stream to pack them. */
  async #addSmall(name: string, bytes: Uint8Array, packing: Packing): Promise<ZipEntry> {
    const offset = this.#end
    const packed = packing === 'dense' ? deflateRawSync(bytes) : bytes
    const entry: ZipEntry = { name, method: methods[packing], crc32: crc32(bytes), packedBytes: packed.length, bytes: bytes.length, offset, isEncrypted: false }
    await this.#write(Buffer.concat([localHeader(entry), packed]))
    return entry
  }

  async #addStreamed(name: string, pieces: AsyncIterable<Uint8Array>, packing: Packing): Promise<ZipEntry> {
    const offset = this.#end
    const counted = new CountedBytes(pieces)
    const unfinished = { name, method: methods[packing], crc32: 0, packedBytes: 0, bytes: 0 }
    await this.#write(localHeader(unfinished))
    const start = this.#end
    const writeAll = async (packed: AsyncIterable<Uint8Array>): Promise<void> => {
      for await (const piece of packed) await this.#write(piece)
    }
    if (packing === 'dense') await pipeline(Readable.from(counted.read()), createDeflateRaw(), writeAll)
    else await writeAll(counted.read())
    const packedBytes = this.#end - start
    if (Math.max(packedBytes, counted.bytes) >= in64.long) {
      throw new AppError('bad-input', `${name} is larger than 4 GB, which is too much for a file in a zip archive.`, { hint: 'Export to a folder.' })
    }
    const entry: ZipEntry = { ...unfinished, crc32: counted.crc, packedBytes, bytes: counted.bytes, offset, isEncrypted: false }
    await this.#writeAt(localHeader(entry), offset)
    return entry
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

/** Pieces of which the first are looked at before they are used. */
class PeekedBytes {
  readonly #pieces: AsyncGenerator<Uint8Array>
  readonly #seen: Uint8Array[] = []

  constructor(pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>) {
    this.#pieces = (async function* each() {
      yield* pieces
    })()
  }

  /** All bytes when they are at most this many, null when there are more. */
  async whole(mostBytes: number): Promise<Uint8Array | null> {
    let length = 0
    for (let next = await this.#pieces.next(); next.done !== true; next = await this.#pieces.next()) {
      this.#seen.push(next.value)
      length += next.value.length
      if (length > mostBytes) return null
    }
    return Buffer.concat(this.#seen)
  }

  async *all(): AsyncGenerator<Uint8Array> {
    yield* this.#seen.splice(0)
    yield* this.#pieces
  }
}

class CountedBytes {
  readonly #pieces: AsyncIterable<Uint8Array>
  bytes = 0
  crc = 0

  constructor(pieces: AsyncIterable<Uint8Array>) {
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
