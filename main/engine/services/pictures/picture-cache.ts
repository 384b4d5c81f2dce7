import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isSystemError, mapFileError } from '../../map-file-error'

interface CachedFile {
  readonly path: string
  readonly bytes: number
  readonly usedMs: number
}

/** The time of last use is kept to the hour: a write for every look would cost more than it tells. */
const useResolutionMs = 3_600_000
/** After a clean-up this share of the budget is in use, so that the next one is not soon. */
const keptShare = 0.8

/**
 * Pictures made from photos, named by the photo's content: the same bytes under another name find the same picture.
 * Holds about `budgetBytes`; what was not looked at for longest goes first. The folder may be deleted at any time.
 */
export class PictureCache {
  readonly #folder: string
  readonly #budgetBytes: number
  readonly #making = new Map<string, Promise<string>>()
  /** null until the folder has been measured once. */
  #bytes: number | null = null
  #tidying: Promise<void> | null = null

  constructor(folder: string, budgetBytes: number) {
    this.#folder = folder
    this.#budgetBytes = budgetBytes
  }

  /** Path of the picture if it has been made, else null. */
  async find(contentHash: string, longSidePx: number): Promise<string | null> {
    const path = this.#path(contentHash, longSidePx)
    const file = await this.#look(path)
    if (file === null) return null
    const now = Date.now()
    if (now - file.usedMs > useResolutionMs) await utimes(path, now / 1000, now / 1000)
    return path
  }

  /** Path of the picture, made by `make` when it is not there; two callers at once share one making. */
  async get(contentHash: string, longSidePx: number, make: (target: string) => Promise<void>): Promise<string> {
    const path = this.#path(contentHash, longSidePx)
    const running = this.#making.get(path)
    if (running !== undefined) return running
    const made = this.#findOrMake(contentHash, longSidePx, make)
    this.#making.set(path, made)
    try {
      return await made
    } finally {
      this.#making.delete(path)
    }
  }

  /** Resolves when a clean-up that is under way has ended. */
  async settled(): Promise<void> {
    await this.#tidying
  }

  #path(contentHash: string, longSidePx: number): string {
    return join(this.#folder, contentHash.slice(0, 2), `${contentHash}-${longSidePx}.jpg`)
  }

  async #findOrMake(contentHash: string, longSidePx: number, make: (target: string) => Promise<void>): Promise<string> {
    const known = await this.find(contentHash, longSidePx)
    if (known !== null) return known
    const path = this.#path(contentHash, longSidePx)
    try {
      await mkdir(dirname(path), { recursive: true })
    } catch (error) {
      throw mapFileError(error, dirname(path), 'cannot-write')
    }
    await make(path)
    const file = await this.#look(path)
    if (this.#bytes !== null && file !== null) this.#bytes += file.bytes
    this.#tidy()
    return path
  }

  async #look(path: string): Promise<CachedFile | null> {
    try {
      const { size, mtimeMs } = await stat(path)
      return { path, bytes: size, usedMs: mtimeMs }
    } catch (error) {
      if (!isSystemError(error)) throw error
      return null
    }
  }

  /** Measures the folder at first, then only when the running sum passes the budget. */
  #tidy(): void {
    if (this.#tidying !== null) return
    if (this.#bytes !== null && this.#bytes <= this.#budgetBytes) return
    this.#tidying = this.#removeOldest().finally(() => {
      this.#tidying = null
    })
  }

  async #removeOldest(): Promise<void> {
    const files = await this.#files()
    let bytes = files.reduce((sum, file) => sum + file.bytes, 0)
    if (bytes > this.#budgetBytes) {
      for (const file of files.sort((a, b) => a.usedMs - b.usedMs)) {
        if (bytes <= this.#budgetBytes * keptShare) break
        await rm(file.path, { force: true })
        bytes -= file.bytes
      }
    }
    this.#bytes = bytes
  }

  async #files(): Promise<CachedFile[]> {
    const files: CachedFile[] = []
    for (const folder of await this.#names(this.#folder)) {
      for (const name of await this.#names(join(this.#folder, folder))) {
        const file = await this.#look(join(this.#folder, folder, name))
        if (file !== null) files.push(file)
      }
    }
    return files
  }

  async #names(folder: string): Promise<string[]> {
    try {
      return await readdir(folder)
    } catch (error) {
      if (!isSystemError(error)) throw error
      return []
    }
  }
}
