import type { FolderId } from '#core/model/photo'

export interface Folder {
  readonly id: FolderId
  /** Absolute path as the person gave it. */
  readonly path: string
  readonly name: string
  readonly available: boolean
  readonly photos: number
  readonly refused: number
  readonly lastScanAtMs: number | null
}

/** A sub-folder with the photos in and below it. */
export interface FolderNode {
  readonly folderId: FolderId
  /** Relative to the root folder, "" for the root itself. */
  readonly path: string
  readonly photos: number
}

/** A file that was found and not taken, or taken and not readable, with the reason. */
export interface SkippedFile {
  readonly folderId: FolderId
  readonly relativePath: string
  readonly code: string
  readonly reason: string
}
