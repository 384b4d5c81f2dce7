import { posix, win32 } from 'node:path'
import type { FolderId, Photo } from '#core/model/photo'
import type { StoredFolder } from '../../store/folder-store'

/**
 * The names photos go by outside the project: their paths under the root folder, with the root folder's name in front when
 * the project has several, so that no two photos share one.
 */
export class PhotoNames {
  readonly #prefixes = new Map<FolderId, string>()

  constructor(folders: readonly StoredFolder[]) {
    if (folders.length < 2) return
    const taken = new Set<string>()
    for (const { id, path } of folders) {
      const name = win32.basename(posix.basename(path)).replace(/[:\\/]/g, '') || 'photos'
      let prefix = name
      for (let number = 2; taken.has(prefix.toLowerCase()); number++) prefix = `${name} (${number})`
      taken.add(prefix.toLowerCase())
      this.#prefixes.set(id, `${prefix}/`)
    }
  }

  nameOf({ folderId, relativePath }: Pick<Photo, 'folderId' | 'relativePath'>): string {
    return `${this.#prefixes.get(folderId) ?? ''}${relativePath}`
  }
}
