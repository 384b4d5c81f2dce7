import { mkdir, mkdtemp, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#core/contract/errors'
import type { UnreadableModel } from '#core/contract/models'
import type { TuneReport } from '#core/contract/tune'
import type { ModelCard } from '#core/model/model-card'
import { parseModelCard } from '#core/model/parse-model-card'
import type { VersionReport } from '#core/quantize/report/version-report'
import { versionReportSchema } from '#core/quantize/report/version-report-schema'
import { fileErrorName, mapFileError } from '../../map-file-error'
import type { ModelFile } from '../../runtime/photo-pool'

const modelName = 'model.onnx'
const cardName = 'card.json'
const reportName = 'report.json'
/** Beside the model of a version that was trained here. */
export const tuneReportName = 'tune-report.json'
const unfinished = '.unfinished-'
/** Nothing is written for so long: what is older was left by a killed engine. */
const abandonedMs = 3_600_000

/** A version on its way to disk; it gets its id from the name that is free. */
export type NewVersion = Omit<ModelCard, 'id' | 'file'>

/** The files of a version besides its card. */
export interface VersionFiles {
  /** The ONNX file. */
  readonly model: Uint8Array
  /** What was measured while it was made, where that is kept. */
  readonly report?: VersionReport
  /** What was measured on held-out photos when it was trained. */
  readonly tuneReport?: TuneReport
}

export interface FoundVersions {
  readonly versions: readonly ModelFile[]
  readonly unreadable: readonly UnreadableModel[]
}

/** Models made on this machine: one folder each, named by the id, with the graph and its card. */
export class VersionFolder {
  readonly #root: string

  constructor(root: string) {
    this.#root = root
  }

  /** In order of id. Throws `cannot-read` when the folder itself cannot be read; a missing one is empty. */
  async list(): Promise<FoundVersions> {
    const versions: ModelFile[] = []
    const unreadable: UnreadableModel[] = []
    for (const id of await this.#ids()) {
      const path = join(this.#root, id)
      const card = await readCard(path, id).catch((error: unknown) => {
        unreadable.push({ modelId: id, path, problem: `${error instanceof Error ? error.message : String(error)} Remove it and make it again.` })
        return null
      })
      if (card !== null) versions.push({ card, path: join(path, card.file) })
    }
    return { versions, unreadable }
  }

  /**
   * Stores a version whole under the first free id: `wanted`, `wanted_2`, … `isTaken` names ids used elsewhere.
   * Throws `cannot-write` or `disk-full`; then nothing is left behind.
   */
  async add(wanted: string, version: NewVersion, { model, report, tuneReport }: VersionFiles, isTaken: (id: string) => boolean): Promise<ModelFile> {
    try {
      await mkdir(this.#root, { recursive: true })
      await this.#removeAbandoned()
      const folder = await mkdtemp(join(this.#root, unfinished))
      try {
        await writeDurably(join(folder, modelName), model)
        if (report !== undefined) await writeDurably(join(folder, reportName), Buffer.from(`${JSON.stringify(report)}\n`))
        if (tuneReport !== undefined) await writeDurably(join(folder, tuneReportName), Buffer.from(`${JSON.stringify(tuneReport)}\n`))
        return await this.#settle(folder, wanted, version, isTaken)
      } catch (error) {
        await rm(folder, { recursive: true, force: true })
        throw error
      }
    } catch (error) {
      throw mapFileError(error, this.#root, 'cannot-write')
    }
  }

  /** What was measured when a version was made; null where none was kept. Throws `not-found` for an id that is none of a folder here, `cannot-read` for a damaged report. */
  async report(id: string): Promise<VersionReport | null> {
    if (!(await this.#ids()).includes(id)) throw new AppError('not-found', `There is no model "${id}" that was made here.`)
    const path = join(this.#root, id, reportName)
    if (!(await exists(path))) return null
    try {
      return versionReportSchema.parse(JSON.parse(await readFile(path, 'utf8')))
    } catch (error) {
      throw new AppError('cannot-read', `The report ${path} cannot be read.`, { hint: 'Make the version again to have a new one.', cause: error })
    }
  }

  /** Writes the card anew, whole. Throws `not-found` for an id that is none of a folder here, `cannot-read` for a damaged card, `cannot-write` or `disk-full`. */
  async setNote(id: string, note: string): Promise<ModelCard> {
    if (!(await this.#ids()).includes(id)) throw new AppError('not-found', `There is no model "${id}" that was made here.`)
    const folder = join(this.#root, id)
    const card = { ...(await readCard(folder, id)), note }
    const path = join(folder, cardName)
    try {
      await writeDurably(`${path}.new`, textOf(card))
      await rename(`${path}.new`, path)
      return card
    } catch (error) {
      throw mapFileError(error, path, 'cannot-write')
    }
  }

  /** Throws `not-found` for an id that is none of a folder here, `cannot-write` when it cannot be deleted. */
  async remove(id: string): Promise<void> {
    if (!(await this.#ids()).includes(id)) throw new AppError('not-found', `There is no model "${id}" that was made here.`)
    const path = join(this.#root, id)
    try {
      // Renamed first: a model is there whole or not at all.
      const aside = await mkdtemp(join(this.#root, unfinished))
      await rename(path, join(aside, id))
      await rm(aside, { recursive: true, force: true })
    } catch (error) {
      throw mapFileError(error, path, 'cannot-write')
    }
  }

  async #settle(folder: string, wanted: string, version: NewVersion, isTaken: (id: string) => boolean): Promise<ModelFile> {
    for (let number = 1; ; number++) {
      const id = number === 1 ? wanted : `${wanted}_${number}`
      const path = join(this.#root, id)
      if (isTaken(id) || (await exists(path))) continue
      const card: ModelCard = { ...version, id, file: modelName }
      await writeDurably(join(folder, cardName), textOf(card))
      try {
        await rename(folder, path)
        return { card, path: join(path, modelName) }
      } catch (error) {
        // Another program took the name in between.
        if (!(await exists(path))) throw error
      }
    }
  }

  async #ids(): Promise<string[]> {
    try {
      const entries = await readdir(this.#root, { withFileTypes: true })
      return entries.flatMap((entry) => (entry.isDirectory() && !entry.name.startsWith('.') ? [entry.name] : [])).sort()
    } catch (error) {
      if (fileErrorName(error) === 'ENOENT') return []
      throw mapFileError(error, this.#root, 'cannot-read')
    }
  }

  async #removeAbandoned(): Promise<void> {
    for (const name of await readdir(this.#root)) {
      if (!name.startsWith(unfinished)) continue
      const path = join(this.#root, name)
      const { mtimeMs } = await stat(path)
      if (Date.now() - mtimeMs > abandonedMs) await rm(path, { recursive: true, force: true })
    }
  }
}

async function readCard(folder: string, id: string): Promise<ModelCard> {
  const path = join(folder, cardName)
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw mapFileError(error, path, 'cannot-read')
  })
  const card = parsed(text, path)
  if (card.id !== id) throw new AppError('cannot-read', `${path} is about another model, "${card.id}".`)
  return card
}

function textOf(card: ModelCard): Uint8Array {
  return Buffer.from(`${JSON.stringify(card, null, 2)}\n`)
}

function parsed(text: string, path: string): ModelCard {
  try {
    return parseModelCard(JSON.parse(text))
  } catch (error) {
    throw new AppError('cannot-read', `${path} is damaged (${error instanceof Error ? error.message : String(error)}).`, { cause: error })
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (fileErrorName(error) === 'ENOENT') return false
    throw error
  }
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}
