import { mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { mapFileError } from '../../../map-file-error'
import type { ExportSink } from './export-sink'

/** Writes the files of an export below a folder of its own. */
export class FolderSink implements ExportSink {
  readonly #root: string
  readonly #made = new Set<string>()

  private constructor(root: string) {
    this.#root = root
  }

  /** Throws AppError `cannot-write` or `disk-full`; the folder must not be there. */
  static async create(root: string): Promise<FolderSink> {
    try {
      await mkdir(root)
    } catch (error) {
      throw mapFileError(error, root, 'cannot-write')
    }
    return new FolderSink(root)
  }

  async add(path: string, pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void> {
    const target = join(this.#root, ...path.split('/'))
    try {
      await this.#makeFolder(dirname(target))
      // Never over another file: two names may be one on this file system.
      const file = await open(target, 'wx')
      try {
        for await (const piece of pieces) {
          for (let at = 0; at < piece.length; ) at += (await file.write(piece, at)).bytesWritten
        }
      } finally {
        await file.close()
      }
    } catch (error) {
      throw mapFileError(error, target, 'cannot-write')
    }
  }

  finish(): Promise<void> {
    return Promise.resolve()
  }

  abandon(): Promise<void> {
    return Promise.resolve()
  }

  async #makeFolder(folder: string): Promise<void> {
    if (this.#made.has(folder)) return
    await mkdir(folder, { recursive: true })
    this.#made.add(folder)
  }
}
