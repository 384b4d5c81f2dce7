import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { AppError } from '#core/contract/errors'
import { readTar } from '#core/formats/archives/read-tar'
import { mapFileError } from '../../map-file-error'

const inflate = promisify(gunzip)
/** An archive of a slim model unpacks to far less. */
const mostBytes = 512 * 2 ** 20

/**
 * Writes the files below `folder` of a package's archive to `target`. Throws AppError `cannot-read` when the archive is damaged or has
 * no such folder, `cannot-write` or `disk-full`.
 */
export async function unpackModel(archive: string, folder: string, target: string): Promise<void> {
  const files = await filesOf(archive)
  const wanted = [...files].filter(([path]) => path.startsWith(`${folder}/`) && !path.split('/').includes('..'))
  if (wanted.length === 0) throw new AppError('cannot-read', `The package has no folder ${folder}.`)
  try {
    for (const [path, bytes] of wanted) {
      const file = join(target, path.slice(folder.length + 1))
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, bytes)
    }
  } catch (error) {
    throw mapFileError(error, target, 'cannot-write')
  }
}

async function filesOf(archive: string): Promise<ReadonlyMap<string, Uint8Array>> {
  try {
    return readTar(await inflate(await readFile(archive), { maxOutputLength: mostBytes }))
  } catch (error) {
    throw new AppError('cannot-read', `The package cannot be unpacked: ${error instanceof Error ? error.message : String(error)}.`, { cause: error })
  }
}
