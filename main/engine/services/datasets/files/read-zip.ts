import { createReadStream } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib'
import { AppError } from '#core/contract/errors'
import { in64, readCentralEntries, recordBytes, signatures, zipMethods, type DirectoryPlace, type ZipEntry } from './zip-records'

const smallBytes = 1 << 18
const longestComment = 0xffff
/** A list of files larger than this is no list of files. */
const largestDirectory = 1 << 30

/** Files of a zip archive, folders left out. Throws AppError `cannot-read` for a damaged one. */
export async function listZip(path: string): Promise<readonly ZipEntry[]> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const place = await findDirectory(file, size)
    if (place.bytes > largestDirectory || place.offset + place.bytes > size) throw new RangeError('its list of files is damaged')
    const entries = readCentralEntries(await readAt(file, place.offset, place.bytes), place.entries)
    return entries.filter(({ name }) => !name.endsWith('/'))
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new AppError('cannot-read', `${basename(path)} cannot be read as a zip archive: ${error.message}.`, { hint: 'Make the archive again, or unpack it and choose the folder.', cause: error })
  } finally {
    await file.close()
  }
}

async function readAt(file: FileHandle, offset: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes)
  const { bytesRead } = await file.read(buffer, 0, bytes, offset)
  if (bytesRead < bytes) throw new RangeError('it ends too early')
  return buffer
}

async function findDirectory(file: FileHandle, size: number): Promise<DirectoryPlace> {
  const tailBytes = Math.min(size, recordBytes.end + recordBytes.locator64 + longestComment)
  const tail = await readAt(file, size - tailBytes, tailBytes)
  for (let at = tail.length - recordBytes.end; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== signatures.end) continue
    const place = { entries: tail.readUInt16LE(at + 10), bytes: tail.readUInt32LE(at + 12), offset: tail.readUInt32LE(at + 16) }
    const isWide = place.entries === in64.short || place.bytes === in64.long || place.offset === in64.long
    const locatorAt = at - recordBytes.locator64
    if (!isWide || locatorAt < 0 || tail.readUInt32LE(locatorAt) !== signatures.locator64) return place
    const end64 = await readAt(file, Number(tail.readBigUInt64LE(locatorAt + 8)), recordBytes.end64)
    if (end64.readUInt32LE(0) !== signatures.end64) throw new RangeError('its list of files is damaged')
    return { entries: Number(end64.readBigUInt64LE(32)), bytes: Number(end64.readBigUInt64LE(40)), offset: Number(end64.readBigUInt64LE(48)) }
  }
  throw new RangeError('it has no list of files')
}

/** The bytes of one file of an archive. Throws AppError `cannot-read` when they are encrypted, packed another way or damaged. */
export async function* readZipEntry(path: string, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const damaged = (what: string, cause?: unknown): AppError => new AppError('cannot-read', `${entry.name} of ${basename(path)} ${what}.`, { cause })
  if (entry.isEncrypted) throw damaged('is encrypted')
  if (entry.method !== zipMethods.stored && entry.method !== zipMethods.deflated) throw damaged(`is packed in a way that is not known (${entry.method})`)
  if (entry.packedBytes === 0) return
  if (Math.max(entry.packedBytes, entry.bytes) <= smallBytes) {
    yield await readSmallEntry(path, entry, damaged)
    return
  }
  const start = await startOf(path, entry, damaged)
  const source = createReadStream(path, { start, end: start + entry.packedBytes - 1 })
  const unpacked = entry.method === zipMethods.stored ? source : source.pipe(createInflateRaw())
  source.on('error', (error) => unpacked.destroy(error))
  let crc = 0
  let length = 0
  try {
    for await (const chunk of unpacked) {
      const bytes = chunk as Buffer
      crc = crc32(bytes, crc)
      length += bytes.length
      if (length > entry.bytes) throw damaged('is longer than the archive says')
      yield bytes
    }
  } catch (error) {
    throw error instanceof AppError ? error : damaged('is damaged', error)
  } finally {
    source.destroy()
    unpacked.destroy()
  }
  if (length !== entry.bytes || crc !== entry.crc32) throw damaged('is damaged')
}

async function startOf(path: string, entry: ZipEntry, damaged: (what: string, cause?: unknown) => AppError): Promise<number> {
  const file = await open(path, 'r')
  try {
    return await dataOffset(file, entry)
  } catch (error) {
    throw damaged('is damaged', error)
  } finally {
    await file.close()
  }
}

/** Most label files are small: streams for each would cost more than the reading. */
async function readSmallEntry(path: string, entry: ZipEntry, damaged: (what: string, cause?: unknown) => AppError): Promise<Uint8Array> {
  const file = await open(path, 'r')
  try {
    const packed = await readAt(file, await dataOffset(file, entry), entry.packedBytes)
    const bytes = entry.method === zipMethods.stored ? packed : inflateRawSync(packed, { maxOutputLength: smallBytes })
    if (bytes.length !== entry.bytes || crc32(bytes) !== entry.crc32) throw damaged('is damaged')
    return bytes
  } catch (error) {
    throw error instanceof AppError ? error : damaged('is damaged', error)
  } finally {
    await file.close()
  }
}

/** The local header has its own lengths of name and extra field (section 4.3.7). */
async function dataOffset(file: FileHandle, { offset, name }: ZipEntry): Promise<number> {
  const header = await readAt(file, offset, recordBytes.local)
  if (header.readUInt32LE(0) !== signatures.local) throw new RangeError(`${name} is not where the list of files says`)
  return offset + recordBytes.local + header.readUInt16LE(26) + header.readUInt16LE(28)
}
