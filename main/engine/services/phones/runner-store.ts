import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { unzip } from 'fflate'
import { z } from 'zod'
import { AppError } from '#core/contract/errors'
import type { RunnerState } from '#core/contract/phones'
import { readTar } from '#core/formats/archives/read-tar'
import { archivePath } from '#core/model/catalogue'
import type { RunnerParts } from '../../../phone/run-bench'
import type { EngineOptions } from '../../engine-options'
import type { JobContext } from '../../jobs'
import { mapFileError } from '../../map-file-error'
import { downloadFile } from '../catalogue/download-file'
import { packageBase } from '../catalogue/package-base'
import { modelsPathOf } from '../models/models-path'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u)
const bytes = z.number().int().positive()

/** resources/phone-runner/runner.json, made by scripts/build-phone-runner.mjs. */
const runnerFile = z.object({
  dex: z.object({ file: z.string(), bytes, sha256 }),
  runtime: z.object({
    version: z.string(),
    licence: z.string(),
    package: z.object({ name: z.string(), version: z.string(), bytes, sha256 }),
    archive: z.object({ path: z.string(), sha256 }),
    libraries: z.array(z.object({ abi: z.string(), name: z.string(), path: z.string(), bytes, sha256 })),
  }),
})
type RunnerFile = z.infer<typeof runnerFile>

const inflate = promisify(gunzip)
const kilobyte = 1000
const hashDigits = 16
/** The package holds libraries for other systems, too. */
const mostUnpackedBytes = 2 ** 30

/**
 * The program that measures on phones. Its own part comes with the app; ONNX Runtime for Android, some 30 MB for one kind of processor, is
 * fetched on request, checked, and kept beside the models. MOBILABEL_PHONE_RUNTIME names a folder with libraries of one's own.
 */
export class RunnerStore {
  readonly #resources: string
  readonly #folder: string
  readonly #own: string | undefined
  readonly #base: () => Promise<URL>

  constructor(options: EngineOptions, environment: NodeJS.ProcessEnv = process.env, base: () => Promise<URL> = () => packageBase(environment)) {
    this.#resources = join(options.resourcesPath, 'phone-runner')
    this.#folder = join(dirname(modelsPathOf(options)), 'phone-runtime')
    this.#own = environment['MOBILABEL_PHONE_RUNTIME']
    this.#base = base
  }

  /** Whether the libraries for a kind of processor are here. */
  async state(abi: string): Promise<RunnerState> {
    const { runtime } = await this.#facts()
    const isKnown = runtime.libraries.some((library) => library.abi === abi)
    const path = this.#libraryFolder(runtime, abi)
    const isHere = isKnown && (await this.#libraries(runtime, abi)).every((library) => library !== null)
    return { abi, kind: isHere ? 'here' : isKnown ? 'to-fetch' : 'unknown-processor', version: runtime.version, licence: runtime.licence, fetchBytes: runtime.package.bytes, folder: path }
  }

  /** Throws `not-found` when the libraries were not fetched yet, or when there are none for this processor. */
  async parts(abi: string): Promise<RunnerParts> {
    const { dex, runtime } = await this.#facts()
    const libraries = (await this.#libraries(runtime, abi)).flatMap((library) => library ?? [])
    if (libraries.length === 0 || libraries.length < runtime.libraries.filter((library) => library.abi === abi).length) {
      throw new AppError('not-found', `ONNX Runtime for phones with ${abi} is not on this computer yet.`, { hint: 'Fetch it first, or measure in the phone’s browser.' })
    }
    const id = createHash('sha256').update([dex.sha256, ...libraries.map((library) => library.sha256)].join()).digest('hex').slice(0, hashDigits)
    return { id, dex: { path: join(this.#resources, dex.file), bytes: dex.bytes, sha256: dex.sha256 }, libraries }
  }

  /** Fetches and checks the libraries of all processors. Throws as `downloadFile`, and `cannot-read` for an archive with other bytes. */
  async fetch(context: JobContext): Promise<void> {
    const { runtime } = await this.#facts()
    const { bytes: size, sha256: hash } = runtime.package
    const total = Math.ceil(size / kilobyte)
    const path = join(this.#folder, 'package.part')
    const progress = (done: number): void => context.report({ done: Math.floor(done / kilobyte), total, step: 'Fetching ONNX Runtime for Android' })
    progress(0)
    const url = new URL(archivePath(runtime.package), await this.#base())
    await downloadFile({ url, path, bytes: size, sha256: hash }, { signal: context.signal, progress })
    try {
      context.report({ done: total, total, step: 'Unpacking' })
      await this.#unpack(path, runtime)
    } finally {
      await rm(path, { force: true })
    }
  }

  async #unpack(path: string, runtime: RunnerFile['runtime']): Promise<void> {
    const archive = readTar(await inflate(await readFile(path), { maxOutputLength: mostUnpackedBytes })).get(runtime.archive.path)
    if (archive === undefined) throw new AppError('cannot-read', `The package has no ${runtime.archive.path}.`)
    requireHash(archive, runtime.archive.sha256, runtime.archive.path)
    const wanted = new Map(runtime.libraries.map((library) => [library.path, library]))
    const files = await unzipped(archive, (name) => wanted.has(name))
    await mkdir(this.#folder, { recursive: true })
    const made = await mkdtemp(join(this.#folder, '.unfinished-'))
    try {
      for (const library of runtime.libraries) {
        const content = files[library.path]
        if (content === undefined) throw new AppError('cannot-read', `The library for Android has no ${library.path}.`)
        requireHash(content, library.sha256, library.path)
        await mkdir(join(made, library.abi), { recursive: true })
        await writeFile(join(made, library.abi, library.name), content)
      }
      const target = join(this.#folder, runtime.version)
      await rm(target, { recursive: true, force: true })
      await rename(made, target)
    } catch (error) {
      await rm(made, { recursive: true, force: true })
      throw mapFileError(error, this.#folder, 'cannot-write')
    }
  }

  #libraryFolder(runtime: RunnerFile['runtime'], abi: string): string {
    return this.#own ?? join(this.#folder, runtime.version, abi)
  }

  /** null for a library that is not there, or only in part. A folder of one's own may hold other builds: their bytes are hashed instead. */
  async #libraries(runtime: RunnerFile['runtime'], abi: string): Promise<readonly (RunnerParts['libraries'][number] | null)[]> {
    const folder = this.#libraryFolder(runtime, abi)
    const listed = runtime.libraries.filter((library) => library.abi === abi)
    return Promise.all(
      listed.map(async ({ name, bytes: size, sha256: hash }) => {
        const path = join(folder, name)
        const facts = await stat(path).catch(() => null)
        if (facts === null) return null
        if (this.#own === undefined) return facts.size === size ? { name, path, bytes: size, sha256: hash } : null
        return { name, path, bytes: facts.size, sha256: createHash('sha256').update(await readFile(path)).digest('hex') }
      }),
    )
  }

  async #facts(): Promise<RunnerFile> {
    const path = join(this.#resources, 'runner.json')
    try {
      return runnerFile.parse(JSON.parse(await readFile(path, 'utf8')))
    } catch (error) {
      throw new AppError('cannot-read', `${path} cannot be read.`, { hint: 'Install the app again.', cause: error })
    }
  }
}

function requireHash(content: Uint8Array, expected: string, name: string): void {
  if (createHash('sha256').update(content).digest('hex') !== expected) throw new AppError('cannot-read', `${name} is not the file that was listed.`, { hint: 'Nothing was kept. Try again later.' })
}

function unzipped(archive: Uint8Array, wanted: (name: string) => boolean): Promise<Record<string, Uint8Array>> {
  return new Promise((resolve, reject) => {
    unzip(archive, { filter: ({ name }) => wanted(name) }, (error, files) => (error === null ? resolve(files) : reject(new AppError('cannot-read', 'The library for Android cannot be unpacked.', { cause: error }))))
  })
}
