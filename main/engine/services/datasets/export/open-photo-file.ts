import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { isSystemError } from '../../../map-file-error'

/** The bytes of a photo file, null when it cannot be opened. */
export async function openPhotoFile(path: string): Promise<AsyncIterable<Uint8Array> | null> {
  try {
    const file = await open(path, 'r')
    await file.close()
  } catch (error) {
    if (isSystemError(error)) return null
    throw error
  }
  return createReadStream(path, { highWaterMark: 1 << 18 })
}
