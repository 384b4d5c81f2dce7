import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ModelCard } from '#core/model/model-card'
import { encodeModel } from '#core/onnx/codec/encode-model'
import type { FeatureGraph } from '#core/tune/tune-task'
import { fileErrorName, mapFileError } from '../../map-file-error'
import type { ModelFile } from '../../runtime/photo-pool'

/** To be raised when equal names would hold other numbers. */
const version = 1
const modelName = 'extractor.onnx'
const bytesAtMost = 4 * 1024 ** 3

interface StoredFile {
  readonly path: string
  readonly bytes: number
  readonly usedAtMs: number
}

/** Features on disk, by extractor, photo and view; the folder may be deleted at any time. Those unused for longest go first. */
export class FeatureCache {
  readonly #root: string
  readonly #bytesAtMost: number

  /** @param cachePath folder of all caches */
  constructor(cachePath: string, atMostBytes = bytesAtMost) {
    this.#root = join(cachePath, 'features')
    this.#bytesAtMost = atMostBytes
  }

  /** Stores the frozen part of a model; versions that differ in their heads alone share it. */
  async extractor(card: ModelCard, { graph, outputs }: FeatureGraph): Promise<ModelFile> {
    const bytes = encodeModel(graph)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const { fit, normalisation, inputSize } = card
    const key = createHash('sha256').update(JSON.stringify([version, sha256, fit, normalisation, inputSize])).digest('hex').slice(0, 32)
    const folder = join(this.#root, key)
    const path = join(folder, modelName)
    try {
      await mkdir(folder, { recursive: true })
      const unfinished = `${path}.${randomUUID()}.unfinished`
      await writeFile(unfinished, bytes)
      await rename(unfinished, path)
    } catch (error) {
      throw mapFileError(error, path, 'cannot-write')
    }
    return { card: { ...card, sha256, bytes: bytes.length, outputs }, path }
  }

  /** Where the features of one view of a photo are, next to its extractor. */
  static pathOf(extractorPath: string, contentHash: string, viewId: string): string {
    return join(extractorPath, '..', contentHash.slice(0, 2), `${contentHash}-${viewId}.f16`)
  }

  /** Marks files as used now. */
  static async touch(paths: readonly string[], now: Date): Promise<void> {
    for (const path of paths) {
      await utimes(path, now, now).catch((error: unknown) => {
        if (fileErrorName(error) !== 'ENOENT') throw mapFileError(error, path, 'cannot-write')
      })
    }
  }

  /** Deletes what was unused for longest until the rest fits. */
  async prune(): Promise<void> {
    const files = (await this.#files(this.#root)).sort((a, b) => a.usedAtMs - b.usedAtMs)
    let bytes = files.reduce((sum, file) => sum + file.bytes, 0)
    for (const file of files) {
      if (bytes <= this.#bytesAtMost) return
      await rm(file.path, { force: true })
      bytes -= file.bytes
    }
  }

  async #files(folder: string): Promise<StoredFile[]> {
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
      if (fileErrorName(error) === 'ENOENT') return []
      throw mapFileError(error, folder, 'cannot-read')
    })
    const files: StoredFile[] = []
    for (const entry of entries) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) files.push(...(await this.#files(path)))
      else {
        const { size, mtimeMs } = await stat(path)
        files.push({ path, bytes: size, usedAtMs: mtimeMs })
      }
    }
    return files
  }
}
