import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { AppError } from '#core/contract/errors'
import type { ModelCard } from '#core/model/model-card'
import { parseModelManifest } from '#core/model/model-manifest'
import type { ModelFile } from '../runtime/photo-pool'

export interface RegisteredModel extends ModelFile {
  /** Why it cannot be used and what to do; null when it can. */
  readonly problem: string | null
}

interface CheckedFile {
  readonly bytes: number
  readonly modifiedMs: number
  readonly sha256: string
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}

/** The models that came with the app, as their manifest lists them. Files are hashed once, and again when they change. */
export class ModelRegistry {
  readonly #folder: string
  readonly #checked = new Map<string, CheckedFile>()

  constructor(resourcesPath: string) {
    this.#folder = join(resourcesPath, 'models')
  }

  /** Throws `cannot-read` when the manifest is missing or damaged. */
  async list(): Promise<readonly RegisteredModel[]> {
    const cards = await this.cards()
    return Promise.all(
      cards.map(async (card) => {
        const path = join(this.#folder, card.file)
        return { card, path, problem: await this.#problem(card, path) }
      }),
    )
  }

  /** The models of these ids, in this order. Throws `not-found` for an unknown one and `unsupported-model` for one that cannot be used. */
  async usable(modelIds: readonly string[]): Promise<readonly ModelFile[]> {
    const known = new Map((await this.list()).map((model) => [model.card.id, model]))
    return [...new Set(modelIds)].map((id) => {
      const model = known.get(id)
      if (model === undefined) {
        throw new AppError('not-found', `There is no model "${id}".`, { hint: `Known models: ${[...known.keys()].join(', ')}.` })
      }
      if (model.problem !== null) throw new AppError('unsupported-model', `"${model.card.name}" cannot be used. ${model.problem}`)
      return { card: model.card, path: model.path }
    })
  }

  /** What is said of the models, without a look at their files. Throws `cannot-read` when the manifest is missing or damaged. */
  async cards(): Promise<readonly ModelCard[]> {
    const path = join(this.#folder, 'manifest.json')
    try {
      return parseModelManifest(JSON.parse(await readFile(path, 'utf8')))
    } catch (error) {
      throw new AppError('cannot-read', `The list of models ${path} cannot be read.`, { hint: 'Install the app again.', cause: error })
    }
  }

  async #problem(card: ModelCard, path: string): Promise<string | null> {
    try {
      const sha256 = await this.#sha256(path)
      return sha256 === card.sha256 ? null : `The file ${path} was changed. Install the app again, or put the original file back.`
    } catch (error) {
      const cause = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
      return `The file ${path} cannot be read${cause}. Install the app again, or put the file back.`
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
