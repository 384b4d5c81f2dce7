import { realpath, stat } from 'node:fs/promises'
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path'
import { fileErrorName, mapFileError } from '../../map-file-error'

/** A folder under its given name and under its one true name. */
export interface FolderRoot {
  readonly path: string
  readonly realPath: string
}

/** The way from `outer` down to `inner` with "/", "" for the same folder, null when it is not inside. */
export function pathInside(inner: string, outer: string): string | null {
  const way = relative(outer, inner)
  if (way === '') return ''
  if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) return null
  return sep === '/' ? way : way.replaceAll(sep, '/')
}

/** The true name of a known folder; its own name when it is out of reach. */
export async function knownRoot(path: string): Promise<FolderRoot> {
  try {
    return { path, realPath: await realpath(path) }
  } catch (error) {
    if (fileErrorName(error) === null) throw error
    return { path, realPath: path }
  }
}

/** The folder a person means by a path: itself, or the folder of a file. Throws `not-found` or `cannot-read`. */
export async function requestedRoot(path: string): Promise<FolderRoot> {
  const absolute = resolve(path)
  try {
    const folder = (await stat(absolute)).isDirectory() ? absolute : dirname(absolute)
    return { path: folder, realPath: await realpath(folder) }
  } catch (error) {
    throw mapFileError(error, absolute, 'cannot-read')
  }
}

/** Only the outermost of some folders, each once. */
export function outermost(roots: readonly FolderRoot[]): FolderRoot[] {
  return roots.filter((root, index) =>
    roots.every((other, otherIndex) => {
      const way = pathInside(root.realPath, other.realPath)
      return way === null || (way === '' && otherIndex >= index)
    }),
  )
}
