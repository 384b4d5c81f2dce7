import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { AppError } from '#core/contract/errors'
import type { UnreadableModel } from '#core/contract/models'
import type { ModelCard } from '#core/model/model-card'
import { parseModelManifest } from '#core/model/model-manifest'
import type { VersionReport } from '#core/quantize/report/version-report'
import type { ModelFile } from '../runtime/photo-pool'
import { VersionFolder, type FoundVersions, type NewVersion, type VersionFiles } from './models/version-folder'

export interface RegisteredModel extends ModelFile {
  /** Why it cannot be used and what to do; null when it can. */
  readonly problem: string | null
}

interface CheckedFile {
  readonly bytes: number
  readonly modifiedMs: number
  readonly sha256: string
}

/** What to do about a file that is not as its card says. */
const repairs = {
  shipped: 'Install the app again, or put the original file back.',
  version: 'Remove the model and make it again.',
} as const
type Origin = keyof typeof repairs

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}

/** The models that came with the app, as their manifest lists them, and those made on this machine. Files are hashed once, and again when they change. */
export class ModelRegistry {
  readonly #folder: string
  readonly #versions: VersionFolder | null
  readonly #checked = new Map<string, CheckedFile>()

  /** @param modelsPath folder of the models made on this machine; null for those that came with the app alone */
  constructor(resourcesPath: string, modelsPath: string | null = null) {
    this.#folder = join(resourcesPath, 'models')
    this.#versions = modelsPath === null ? null : new VersionFolder(modelsPath)
  }

  /** Throws `cannot-read` when the manifest or the folder of versions cannot be read. */
  async list(): Promise<readonly RegisteredModel[]> {
    const files = await this.#files()
    return Promise.all(files.map(async ({ origin, card, path }) => ({ card, path, problem: await this.#problem(origin, card, path) })))
  }

  /** The models of these ids, in this order. Throws `not-found` for an unknown one and `unsupported-model` for one that cannot be used. */
  async usable(modelIds: readonly string[]): Promise<readonly ModelFile[]> {
    const known = new Map((await this.#files()).map((model) => [model.card.id, model]))
    return Promise.all(
      [...new Set(modelIds)].map(async (id) => {
        const model = known.get(id)
        if (model === undefined) {
          throw new AppError('not-found', `There is no model "${id}".`, { hint: `Known models: ${[...known.keys()].join(', ')}.` })
        }
        const { origin, card, path } = model
        const problem = await this.#problem(origin, card, path)
        if (problem !== null) throw new AppError('unsupported-model', `"${card.name}" cannot be used. ${problem}`)
        return { card, path }
      }),
    )
  }

  /** What is said of the models, without a look at their files. Throws `cannot-read` when the manifest is missing or damaged. */
  async cards(): Promise<readonly ModelCard[]> {
    return (await this.#files()).map(({ card }) => card)
  }

  /** Folders of versions that hold no model that can be read. */
  async unreadable(): Promise<readonly UnreadableModel[]> {
    const shipped = new Set((await this.#shipped()).map(({ id }) => id))
    const { versions, unreadable } = await this.#found()
    const hidden = versions
      .filter(({ card }) => shipped.has(card.id))
      .map(({ card, path }) => ({ modelId: card.id, path: dirname(path), problem: 'It has the id of a model that came with the app. Remove it.' }))
    return [...unreadable, ...hidden]
  }

  /** Takes a version in, under the id wanted or a numbered one. Throws `cannot-write` or `disk-full`. */
  async add(wantedId: string, version: NewVersion, files: VersionFiles): Promise<ModelFile> {
    const shipped = new Set((await this.#shipped()).map(({ id }) => id))
    return this.#own().add(wantedId, version, files, (id) => shipped.has(id))
  }

  /** What was measured when a version was made; null where none was kept, also for a model that came with the app. Throws `cannot-read` for a damaged one. */
  async report(modelId: string): Promise<VersionReport | null> {
    if ((await this.#shipped()).some(({ id }) => id === modelId)) return null
    return this.#own().report(modelId)
  }

  /** Sets the note of a version. Throws `not-found` for an unknown one, also for a model that came with the app, `cannot-write` or `disk-full`. */
  async setNote(modelId: string, note: string): Promise<ModelCard> {
    if ((await this.#shipped()).some(({ id }) => id === modelId)) {
      throw new AppError('not-found', `"${modelId}" came with the app and was not made here.`, { hint: 'Notes are kept with versions that were made or brought here.' })
    }
    return this.#own().setNote(modelId, note)
  }

  /** Deletes a version. Throws `not-found` for an unknown one, also for a model that came with the app. */
  async remove(modelId: string): Promise<void> {
    await this.#own().remove(modelId)
  }

  async #files(): Promise<readonly (ModelFile & { readonly origin: Origin })[]> {
    const cards = await this.#shipped()
    const shipped = new Set(cards.map(({ id }) => id))
    const { versions } = await this.#found()
    return [
      ...cards.map((card) => ({ origin: 'shipped' as const, card, path: join(this.#folder, card.file) })),
      ...versions.filter(({ card }) => !shipped.has(card.id)).map((version) => ({ origin: 'version' as const, ...version })),
    ]
  }

  async #found(): Promise<FoundVersions> {
    return this.#versions === null ? { versions: [], unreadable: [] } : this.#versions.list()
  }

  #own(): VersionFolder {
    if (this.#versions === null) throw new AppError('not-found', 'There is no folder for models made on this machine.')
    return this.#versions
  }

  async #shipped(): Promise<readonly ModelCard[]> {
    const path = join(this.#folder, 'manifest.json')
    try {
      return parseModelManifest(JSON.parse(await readFile(path, 'utf8')))
    } catch (error) {
      throw new AppError('cannot-read', `The list of models ${path} cannot be read.`, { hint: 'Install the app again.', cause: error })
    }
  }

  async #problem(origin: Origin, card: ModelCard, path: string): Promise<string | null> {
    try {
      const sha256 = await this.#sha256(path)
      return sha256 === card.sha256 ? null : `The file ${path} was changed. ${repairs[origin]}`
    } catch (error) {
      const cause = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
      return `The file ${path} cannot be read${cause}. ${repairs[origin]}`
    }
  }

  async #sha256(path: string): Promise<string> {
    const { size, mtimeMs } = await stat(path)
    const known = this.#checked.get(path)
    if (known !== undefined && known.bytes === size && known.modifiedMs === mtimeMs) return known.sha256
    const sha256 = await sha256Of(path)
    this.#checked.set(path, { bytes: size, modifiedMs: mtimeMs, sha256 })
    return sha256
  }
}
