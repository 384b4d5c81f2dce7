import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { inflateSync } from 'node:zlib'
import { AppError } from '#core/contract/errors'
import { maxFileBytes } from '#core/formats/images/limits'
import { type SniffResult, sniffImage } from '#core/formats/images/sniff'
import { mapFileError } from '../../map-file-error'
import { withFileSlot } from './file-slots'

/** A photo file read once: its bytes, what they are, and their hash. */
export interface PhotoFile {
  readonly bytes: Uint8Array
  readonly modifiedMs: number
  /** SHA-256 of the bytes, hexadecimal. */
  readonly contentHash: string
  /** Never `incomplete`, since the whole file is at hand. */
  readonly sniffed: SniffResult
}

interface ReadBytes {
  readonly bytes: Uint8Array
  readonly modifiedMs: number
}

/** A vanished file is one more photo that cannot be read, whatever the system calls it. */
function cannotRead(path: string, cause: unknown): AppError {
  const mapped = mapFileError(cause, basename(path), 'cannot-read')
  if (cause instanceof AppError) return mapped
  return new AppError('cannot-read', `Cannot read the file: ${mapped.message}`, { cause, ...(mapped.hint === undefined ? {} : { hint: mapped.hint }) })
}

async function readWhole(file: FileHandle, path: string): Promise<ReadBytes> {
  const stats = await file.stat()
  if (!stats.isFile()) throw new AppError('cannot-read', `Cannot read ${basename(path)}: it is not a regular file.`)
  if (stats.size > maxFileBytes) {
    const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20)
    throw new AppError(
      'image-too-large',
      `${basename(path)} is a file of ${megabytes(stats.size)} MB; photos are read up to ${megabytes(maxFileBytes)} MB.`,
    )
  }
  const bytes = await file.readFile()
  return { bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength), modifiedMs: Math.round(stats.mtimeMs) }
}

async function readOnce(path: string): Promise<ReadBytes> {
  try {
    return await withFileSlot(async () => {
      const file = await open(path, 'r')
      try {
        return await readWhole(file, path)
      } finally {
        await file.close()
      }
    })
  } catch (cause) {
    throw cannotRead(path, cause)
  }
}

/** The bytes of a photo file. Throws AppError cannot-read or image-too-large (over `maxFileBytes`). */
export async function readPhotoBytes(path: string): Promise<Uint8Array> {
  const { bytes } = await readOnce(path)
  return bytes
}

/** Inflates a zlib stream within a limit, as the header reader wants it. */
export function inflateWithin(deflated: Uint8Array, maxBytes: number): Uint8Array {
  return inflateSync(deflated, { maxOutputLength: maxBytes })
}

/** Reads a file once, read-only, and tells what it is. Throws AppError cannot-read or image-too-large. */
export async function readPhoto(path: string): Promise<PhotoFile> {
  const { bytes, modifiedMs } = await readOnce(path)
  return {
    bytes,
    modifiedMs,
    contentHash: createHash('sha256').update(bytes).digest('hex'),
    sniffed: sniffImage(bytes, bytes.length, { name: basename(path), inflate: inflateWithin }),
  }
}
