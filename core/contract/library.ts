import { z } from 'zod'
import { command } from '#core/contract/command'
import type { Folder, FolderNode, SkippedFile } from '#core/model/folder'
import type { JobId } from '#core/model/job'
import type { FolderId } from '#core/model/photo'

/** Folders of photos: adding, scanning, removing. */
export const libraryCommands = {
  /** Adds folders (or the folders of given files) and starts one scan job. Known folders are scanned again. */
  'folder.add': command(z.object({ paths: z.array(z.string()).min(1) })).returns<{
    readonly folderIds: readonly FolderId[]
    readonly jobId: JobId
  }>(),
  /** As `folder.add`; once the scan is done the models that came with the app predict what has no answer of theirs yet, also when the engine died on the way. */
  'folder.annotate': command(z.object({ paths: z.array(z.string()).min(1) })).returns<{
    readonly folderIds: readonly FolderId[]
    readonly jobId: JobId
  }>(),
  'folder.rescan': command(z.object({ folderIds: z.array(z.number().int()).optional() })).returns<{ readonly jobId: JobId }>(),
  /** Forgets a folder with its photos and predictions; the files stay untouched. */
  'folder.remove': command(z.object({ folderId: z.number().int() })).returns<{ readonly photos: number }>(),
  'folder.list': command(z.object({})).returns<readonly Folder[]>(),
  'folder.tree': command(z.object({ folderId: z.number().int() })).returns<readonly FolderNode[]>(),
  'folder.skipped': command(
    z.object({ folderId: z.number().int().optional(), offset: z.number().int().min(0), limit: z.number().int().min(1).max(1000) }),
  ).returns<{ readonly total: number; readonly files: readonly SkippedFile[] }>(),
} as const

export interface LibraryEvents {
  /** Photos or folders were added, changed or removed; sent at most a few times a second. */
  readonly 'library.changed': { readonly folderIds: readonly FolderId[] }
}
