import type { Dirent } from 'node:fs'
import { access, constants, open, readdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { AppError } from '#core/contract/errors'
import { isIgnoredName } from '#core/formats/images/ignored-names'
import type { InputTree } from '#core/formats/labels/tree/input-tree'
import { plainPath } from '#core/formats/labels/tree/paths'
import type { ImportNote } from '#core/model/dataset'
import { isSystemError, mapFileError } from '../../../map-file-error'
import { listZip, readZipEntry } from './read-zip'
import type { ZipEntry } from './zip-records'

export interface OpenedTree {
  readonly tree: InputTree
  /** Files that cannot be opened. */
  readonly notes: readonly ImportNote[]
}

const pieceBytes = 1 << 16

type Source = { readonly kind: 'file'; readonly path: string } | { readonly kind: 'zip'; readonly path: string; readonly entry: ZipEntry }

/**
 * Everything below the given paths as one tree: a folder or a zip archive by itself, or several of them under the folder
 * they share. Throws AppError `not-found` or `cannot-read` for a path that is not there.
 */
export async function openInputTree(paths: readonly string[]): Promise<OpenedTree> {
  const sources = new Map<string, Source>()
  const notes: ImportNote[] = []
  const absolute = [...new Set(paths.map((path) => resolve(path)))]
  for (const path of absolute) {
    const prefix = absolute.length === 1 ? '' : slashed(relative(sharedFolder(absolute), path))
    try {
      if ((await stat(path)).isDirectory()) await addFolder(path, prefix, sources, notes)
      else if (await isZip(path)) await addZip(path, prefix, sources, notes)
      else sources.set(prefix === '' ? basename(path) : prefix, { kind: 'file', path })
    } catch (error) {
      throw mapFileError(error, path, 'cannot-read')
    }
  }
  return { tree: treeOf(sources), notes }
}

function treeOf(sources: ReadonlyMap<string, Source>): InputTree {
  return {
    paths: [...sources.keys()].sort(),
    async *chunks(path) {
      const source = sources.get(path)
      if (source === undefined) throw new AppError('not-found', `There is no file ${path}.`)
      if (source.kind === 'zip') {
        yield* readZipEntry(source.path, source.entry)
        return
      }
      try {
        yield* filePieces(source.path)
      } catch (error) {
        throw mapFileError(error, source.path, 'cannot-read')
      }
    },
  }
}

/** Most label files are a piece or less: a stream for each would cost more than the reading. */
async function* filePieces(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r')
  try {
    for (;;) {
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(pieceBytes), 0, pieceBytes, null)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

function sharedFolder(paths: readonly string[]): string {
  return paths.map(dirname).reduce((shared, folder) => {
    let common = shared
    while (folder !== common && !folder.startsWith(common.endsWith(sep) ? common : common + sep)) common = dirname(common)
    return common
  })
}

function slashed(path: string): string {
  return path.split(sep).join('/')
}

function below(prefix: string, name: string): string {
  return prefix === '' ? name : `${prefix}/${name}`
}

/** Hidden folders and the leavings of systems are passed over. A folder that leads back to one above it is entered once. */
async function addFolder(root: string, prefix: string, sources: Map<string, Source>, notes: ImportNote[]): Promise<void> {
  const entered = new Set<string>()
  const waiting: { readonly folder: string; readonly path: string }[] = [{ folder: root, path: prefix }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const real = await realpath(next.folder)
    if (entered.has(real)) continue
    entered.add(real)
    for (const entry of await entriesOf(next, notes)) {
      if (isIgnoredName(entry.name) || entry.name === '__MACOSX') continue
      const found = join(next.folder, entry.name)
      const path = below(next.path, entry.name)
      const kind = await kindOf(entry, found)
      if (kind === 'folder' && !entry.name.startsWith('.')) waiting.push({ folder: found, path })
      if (kind === 'file') sources.set(path, { kind: 'file', path: found })
      if (kind === 'unreadable') notes.push({ level: 'refused', file: path, where: '', reason: 'the file cannot be opened' })
    }
  }
}

/** A sub-folder without permission is noted; the chosen folder itself must be readable. */
async function entriesOf({ folder, path }: { readonly folder: string; readonly path: string }, notes: ImportNote[]): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    if (path === '' || !isSystemError(error)) throw error
    notes.push({ level: 'refused', file: path, where: '', reason: 'the folder cannot be opened' })
    return []
  }
}

async function kindOf(entry: Dirent, path: string): Promise<'file' | 'folder' | 'unreadable' | 'other'> {
  try {
    const facts = entry.isSymbolicLink() ? await stat(path) : entry
    if (facts.isDirectory()) return 'folder'
    if (!facts.isFile()) return 'other'
    await access(path, constants.R_OK)
    return 'file'
  } catch (error) {
    // A link that leads nowhere or a file without permission.
    if (isSystemError(error)) return 'unreadable'
    throw error
  }
}

async function isZip(path: string): Promise<boolean> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    // "PK" and the kind of the first record: a file, or the end of an empty archive.
    return bytesRead === 4 && buffer[0] === 0x50 && buffer[1] === 0x4b && (buffer[2] === 3 || buffer[2] === 5)
  } finally {
    await file.close()
  }
}

async function addZip(path: string, prefix: string, sources: Map<string, Source>, notes: ImportNote[]): Promise<void> {
  for (const entry of await listZip(path)) {
    const name = plainPath(entry.name)
    const parts = name.split('/')
    if (isIgnoredName(basename(name)) || parts.includes('__MACOSX')) continue
    if (parts.includes('..')) {
      notes.push({ level: 'refused', file: name, where: '', reason: 'its name leads out of the archive' })
      continue
    }
    sources.set(below(prefix, name.replace(/^\/+/, '')), { kind: 'zip', path, entry })
  }
}
