import type { Dirent } from 'node:fs'
import { lstat, opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isIgnoredName } from '#core/formats/images/ignored-names'
import { fileExtension, looksLikePhotoName } from '#core/formats/images/photo-names'
import { Limiter } from '../../limiter'
import { fileErrorName, isSystemError } from '../../map-file-error'
import { settleAll } from '../../settle-all'
import type { FoundFile, SkipReason } from '../../store/scan-store'
import { isImageByContent } from './nameless-image'
import { retryWithoutHandles } from './retry-without-handles'

/** Receives what a walk finds, in pieces; the walk waits until each is taken. */
export interface WalkSink {
  found(files: readonly FoundFile[]): Promise<void>
  skipped(file: FoundFile, skip: SkipReason): Promise<void>
}

export interface WalkOptions {
  readonly root: string
  readonly sink: WalkSink
  /** Folders never to enter, as absolute paths. */
  readonly excluded: ReadonlySet<string>
  /** Resolves when the walk may go on, rejects when it is cancelled. */
  whenRunning(): Promise<void>
}

const directoriesAtOnce = 8
const entriesAtOnce = 256
/** What a name holds where its bytes were no text: Node decodes file names as UTF-8. */
const replacementCharacter = '\ufffd'

function reasonOf(error: unknown, what: 'file' | 'folder'): SkipReason {
  const name = fileErrorName(error)
  if (name === 'ENOENT') return { code: 'cannot-read', reason: `The ${what} cannot be found: it is a link that leads nowhere, or it went away.` }
  if (name === 'EACCES' || name === 'EPERM') return { code: 'cannot-read', reason: `The ${what} may not be read by this user.` }
  if (name === 'ELOOP') return { code: 'cannot-read', reason: `The ${what} is a link that leads back to itself.` }
  if (name === 'ENAMETOOLONG') return { code: 'cannot-read', reason: `The path of the ${what} is too long for this system.` }
  return { code: 'cannot-read', reason: `The ${what} cannot be read (${name ?? String(error)}).` }
}

/**
 * Goes through a folder and everything below it. Links to folders are followed after all real folders, each folder once,
 * so that a loop ends and the result does not depend on chance. Hidden names and system files are passed over silently;
 * what cannot be read is reported and stops nothing. Rejects as `whenRunning` does.
 */
export async function walkFolder(options: WalkOptions): Promise<void> {
  const walk = new Walk(options)
  await walk.enter('')
  for (let link = walk.nextLink(); link !== undefined; link = walk.nextLink()) await walk.enter(link)
}

class Walk {
  readonly #options: WalkOptions
  readonly #limiter = new Limiter(directoriesAtOnce)
  readonly #visited = new Set<string>()
  readonly #links: string[] = []

  constructor(options: WalkOptions) {
    this.#options = options
  }

  nextLink(): string | undefined {
    this.#links.sort()
    return this.#links.shift()
  }

  async enter(directory: string): Promise<void> {
    const subdirectories = await this.#limiter.run(() => this.#read(directory))
    await settleAll(subdirectories.map((subdirectory) => this.enter(subdirectory)))
  }

  #path(relativePath: string): string {
    return join(this.#options.root, relativePath)
  }

  async #read(directory: string): Promise<string[]> {
    await this.#options.whenRunning()
    const path = this.#path(directory)
    if (this.#options.excluded.has(path)) return []
    const subdirectories: string[] = []
    try {
      const { dev, ino } = await stat(path, { bigint: true })
      const identity = `${dev}:${ino}`
      if (this.#visited.has(identity)) return []
      this.#visited.add(identity)
      let entries: Dirent[] = []
      for await (const entry of await retryWithoutHandles(() => opendir(path, { bufferSize: entriesAtOnce }))) {
        entries.push(entry)
        if (entries.length < entriesAtOnce) continue
        subdirectories.push(...(await this.#take(directory, entries)))
        entries = []
      }
      subdirectories.push(...(await this.#take(directory, entries)))
    } catch (error) {
      if (!isSystemError(error)) throw error
      await this.#skip(directory, reasonOf(error, 'folder'))
    }
    return subdirectories
  }

  /** Reports the photos among some entries of a directory; returns the sub-directories. */
  async #take(directory: string, entries: readonly Dirent[]): Promise<string[]> {
    await this.#options.whenRunning()
    const subdirectories: string[] = []
    const files: FoundFile[] = []
    await settleAll(
      entries.map(async (entry) => {
        if (entry.name.startsWith('.') || isIgnoredName(entry.name)) return
        const relativePath = directory === '' ? entry.name : `${directory}/${entry.name}`
        if (await this.#isUnreadableName(relativePath)) return
        if (entry.isDirectory()) subdirectories.push(relativePath)
        else if (entry.isSymbolicLink()) await this.#takeLink(relativePath, files)
        else if (entry.isFile()) await this.#takeFile(relativePath, files)
      }),
    )
    if (files.length > 0) await this.#options.sink.found(files)
    return subdirectories.sort()
  }

  /** Names in another encoding cannot be opened through text; they are reported. */
  async #isUnreadableName(relativePath: string): Promise<boolean> {
    if (!relativePath.includes(replacementCharacter)) return false
    try {
      await lstat(this.#path(relativePath))
      return false
    } catch (error) {
      if (!isSystemError(error)) throw error
      await this.#skip(relativePath, { code: 'cannot-read', reason: 'The name is not valid text (UTF-8); rename the file or folder to take it.' })
      return true
    }
  }

  async #takeLink(relativePath: string, files: FoundFile[]): Promise<void> {
    try {
      const target = await stat(this.#path(relativePath))
      if (target.isDirectory()) this.#links.push(relativePath)
      else if (target.isFile()) await this.#takeFile(relativePath, files)
    } catch (error) {
      if (!isSystemError(error)) throw error
      if (looksLikePhotoName(relativePath)) await this.#skip(relativePath, reasonOf(error, 'file'))
    }
  }

  async #takeFile(relativePath: string, files: FoundFile[]): Promise<void> {
    const hasPhotoName = looksLikePhotoName(relativePath)
    if (!hasPhotoName && fileExtension(relativePath) !== '') return
    try {
      const { size, mtimeMs } = await stat(this.#path(relativePath))
      const file: FoundFile = { relativePath, bytes: size, modifiedMs: mtimeMs }
      if (hasPhotoName && size > 0) files.push(file)
      else if (hasPhotoName) await this.#options.sink.skipped(file, { code: 'not-an-image', reason: 'The file is empty (0 bytes).' })
      else if (await isImageByContent(this.#path(relativePath), size)) {
        await this.#options.sink.skipped(file, {
          code: 'unsupported-image',
          reason: 'The file is a picture, but its name has no extension; add one, such as ".jpg", to take it.',
        })
      }
    } catch (error) {
      if (!isSystemError(error)) throw error
      if (hasPhotoName) await this.#skip(relativePath, reasonOf(error, 'file'))
    }
  }

  async #skip(relativePath: string, skip: SkipReason): Promise<void> {
    await this.#options.sink.skipped({ relativePath, bytes: 0, modifiedMs: 0 }, skip)
  }
}
