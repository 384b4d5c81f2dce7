import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { mapFileError } from '../engine/map-file-error'

/** Writes a file that appears only when it is complete. Throws `cannot-write` or `disk-full`. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const target = resolve(path)
  try {
    await mkdir(dirname(target), { recursive: true })
    await writeFile(`${target}.part`, bytes)
    await rename(`${target}.part`, target)
  } catch (error) {
    throw mapFileError(error, target, 'cannot-write')
  }
}
