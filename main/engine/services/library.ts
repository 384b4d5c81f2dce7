import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { AppError, fromErrorData } from '#core/contract/errors'
import type { HandlersOf } from '#core/contract/index'
import type { libraryCommands } from '#core/contract/library'
import type { Folder } from '#core/model/folder'
import type { FolderId } from '#core/model/photo'
import { Limiter } from '../limiter'
import type { StoredFolder } from '../store/folder-store'
import { untilCancelled } from '../store/write-turns'
import { knownRoot, outermost, pathInside, requestedRoot, type FolderRoot } from './scan/folder-roots'
import type { FolderAnnotator } from './scan/folder-annotator'
import type { FolderScanner } from './scan/folder-scanner'
import type { ServiceDependencies } from './service-dependencies'
import type { ThrottledIds } from './throttled-ids'

export interface LibraryDependencies extends Pick<ServiceDependencies, 'store' | 'jobs'> {
  readonly scanner: FolderScanner
  readonly annotator: FolderAnnotator
  readonly changed: ThrottledIds
}

const removedPerTransaction = 200

async function isThere(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}

/** Folders of the project: adding, scanning, removing. */
export function createLibraryService(dependencies: LibraryDependencies) {
  const { store, jobs, scanner, annotator, changed } = dependencies
  const oneAtATime = new Limiter(1)

  /** No photo twice: a folder inside a known one is that one, a folder around known ones takes them in. */
  async function addRoot(root: FolderRoot): Promise<FolderId> {
    const known = await Promise.all(store.folders.all().map(async (folder) => ({ folder, root: await knownRoot(folder.path) })))
    const around = known.find((entry) => pathInside(root.realPath, entry.root.realPath) !== null)
    if (around !== undefined) return around.folder.id
    const inner = known.flatMap(({ folder, root: innerRoot }) => {
      const prefix = pathInside(innerRoot.realPath, root.realPath)
      return prefix === null ? [] : [{ id: folder.id, prefix }]
    })
    await scanner.stop(inner.map(({ id }) => id))
    return store.connection.transactionWhenFree(() => {
      const folderId = store.folders.add(root.path, Date.now())
      for (const { id, prefix } of inner) store.folders.moveInto(id, folderId, prefix)
      return folderId
    })
  }

  function foldersOf(folderIds: readonly FolderId[]): StoredFolder[] {
    return folderIds.map((folderId) => store.folders.get(folderId))
  }

  async function addFolders(paths: readonly string[]): Promise<readonly FolderId[]> {
    const roots = outermost(await Promise.all(paths.map(requestedRoot)))
    const folderIds: FolderId[] = []
    for (const root of roots) folderIds.push(await oneAtATime.run(() => addRoot(root)))
    const unique = [...new Set(folderIds)]
    changed.add(unique)
    return unique
  }

  async function removeFolder(folderId: FolderId): Promise<number> {
    const folder = store.folders.get(folderId)
    await scanner.stop([folderId])
    const photos = store.folders.photoCount(folderId)
    const jobId = jobs.start({ kind: 'maintenance', title: `Remove ${basename(folder.path)}` }, async (context) => {
      for (let done = 0; ; ) {
        await context.whenRunning()
        const removed = await store.connection.transactionWhenFree(() => store.folders.removeSomePhotos(folderId, removedPerTransaction), untilCancelled(context.signal))
        if (removed === 0) break
        done += removed
        context.report({ done, total: photos })
        changed.add([folderId])
        await setImmediate()
      }
      await store.connection.transactionWhenFree(() => store.folders.remove(folderId), untilCancelled(context.signal))
      changed.add([folderId])
    })
    const end = await jobs.ended(jobId)
    if (end.error !== null) throw fromErrorData(end.error)
    if (end.state === 'cancelled') throw new AppError('cancelled', 'Removing the folder was cancelled; some of its photos are still listed.')
    return photos
  }

  return {
    'folder.add': async ({ paths }) => {
      const folderIds = await addFolders(paths)
      return { folderIds, jobId: scanner.start(foldersOf(folderIds)) }
    },
    'folder.annotate': async ({ paths }) => {
      const folderIds = await addFolders(paths)
      await annotator.wish(folderIds)
      const jobId = scanner.start(foldersOf(folderIds))
      annotator.follow(jobId, folderIds)
      return { folderIds, jobId }
    },
    'folder.rescan': ({ folderIds }) => ({
      jobId: scanner.start(folderIds === undefined ? store.folders.all() : foldersOf([...new Set(folderIds)])),
    }),
    'folder.remove': async ({ folderId }) => ({ photos: await removeFolder(folderId) }),
    'folder.list': () =>
      Promise.all(
        store.folders.counted().map(
          async (folder): Promise<Folder> => ({ ...folder, name: basename(folder.path) || folder.path, available: await isThere(folder.path) }),
        ),
      ),
    'folder.tree': ({ folderId }) => store.folders.tree(store.folders.get(folderId).id),
    'folder.skipped': (page) => store.skipped.list(page),
  } satisfies HandlersOf<typeof libraryCommands>
}
