import { stat } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { AppError } from '#core/contract/errors'
import type { EngineClient } from '#core/contract/index'
import type { PhotoCard } from '#core/contract/photos'
import type { Folder, SkippedFile } from '#core/model/folder'

const pageSize = 500

/** One photo of the paths asked for, with its name in the output. */
export interface ScopedPhoto {
  readonly card: PhotoCard
  /** Relative to the base, with "/". */
  readonly file: string
}

/** A file of the paths asked for that is not a photo. */
export interface ScopedSkip {
  readonly file: string
  readonly reason: string
}

interface AskedPath {
  readonly absolute: string
  readonly isFolder: boolean
}

export interface AskedPaths {
  readonly paths: readonly AskedPath[]
  /** Folder to which names in the output are relative: the one folder asked for, or the closest one above all. */
  readonly base: string
}

/** Closest folder that holds all the given ones. */
export function commonFolder(folders: readonly string[]): string {
  const [first, ...rest] = folders.map((folder) => folder.split(sep))
  if (first === undefined) throw new AppError('bad-input', 'No path was given.')
  let length = first.length
  for (const parts of rest) {
    let same = 0
    while (same < length && same < parts.length && parts[same] === first[same]) same++
    length = same
  }
  return first.slice(0, length).join(sep) || sep
}

/** Checks that every path is there and works out what names are relative to. */
export async function resolveAskedPaths(paths: readonly string[]): Promise<AskedPaths> {
  const asked: AskedPath[] = []
  for (const path of paths) {
    const absolute = resolve(path)
    try {
      asked.push({ absolute, isFolder: (await stat(absolute)).isDirectory() })
    } catch (error) {
      throw new AppError('not-found', `There is no file or folder "${path}".`, { hint: 'Check the spelling; the path is relative to where you are.', cause: error })
    }
  }
  return { paths: asked, base: commonFolder(asked.map(({ absolute, isFolder }) => (isFolder ? absolute : dirname(absolute)))) }
}

function slashed(base: string, absolute: string): string {
  return relative(base, absolute).split(sep).join('/')
}

function isAsked(asked: AskedPaths, absolute: string): boolean {
  return asked.paths.some(({ absolute: path, isFolder }) => absolute === path || (isFolder && absolute.startsWith(path.endsWith(sep) ? path : path + sep)))
}

function absoluteOf(folder: Folder, relativePath: string): string {
  return join(folder.path, ...relativePath.split('/'))
}

/**
 * Every photo below the asked paths, folder by folder in order of name. Answers come along when `minimumScore` lets
 * them; pages keep the memory flat however many photos there are.
 */
export async function* scopedPhotos(
  client: EngineClient,
  asked: AskedPaths,
  folders: readonly Folder[],
  minimumScore: number,
): AsyncGenerator<ScopedPhoto> {
  for (const folder of folders) {
    const { ids } = await client.call('photo.query', { filter: { folderId: folder.id }, sort: { by: 'name', direction: 'ascending' } })
    for (let start = 0; start < ids.length; start += pageSize) {
      const cards = await client.call('photo.cards', { photoIds: [...ids.subarray(start, start + pageSize)], minimumScore })
      for (const card of cards) {
        const absolute = absoluteOf(folder, card.photo.relativePath)
        if (card.photo.state !== 'missing' && isAsked(asked, absolute)) yield { card, file: slashed(asked.base, absolute) }
      }
    }
  }
}

/** Every file below the asked paths that was found and not taken. */
export async function scopedSkips(client: EngineClient, asked: AskedPaths, folders: readonly Folder[]): Promise<ScopedSkip[]> {
  const skips: ScopedSkip[] = []
  for (const folder of folders) {
    for (let offset = 0; ; offset += pageSize) {
      const { total, files } = await client.call('folder.skipped', { folderId: folder.id, offset, limit: pageSize })
      for (const file of files) pushSkip(skips, asked, folder, file)
      if (offset + pageSize >= total) break
    }
  }
  return skips
}

function pushSkip(skips: ScopedSkip[], asked: AskedPaths, folder: Folder, file: SkippedFile): void {
  const absolute = absoluteOf(folder, file.relativePath)
  if (isAsked(asked, absolute)) skips.push({ file: slashed(asked.base, absolute), reason: file.reason })
}
