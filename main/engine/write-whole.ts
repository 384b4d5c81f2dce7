import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { mapFileError } from './map-file-error'

/** Writes a file that appears only when it is complete; returns its full path. Throws `cannot-write` or `disk-full`. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<string> {
  const target = resolve(path)
  try {
    await mkdir(dirname(target), { recursive: true })
    await writeFile(`${target}.part`, bytes)
    await rename(`${target}.part`, target)
    return target
  } catch (error) {
    throw mapFileError(error, target, 'cannot-write')
  }
}
