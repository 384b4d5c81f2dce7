import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ErrorCode } from '#core/contract/errors'
import type { FolderId, PhotoId } from '#core/model/photo'
import type { ProbeOutcome, Refusal } from '../../runtime/photo-pool'
import type { PendingPhoto, RefusedFile, ScanStore } from '../../store/scan-store'
import type { Store } from '../../store/store'
import type { Patience } from '../../store/write-turns'

export interface ProbedFile {
  readonly photo: PendingPhoto
  readonly outcome: ProbeOutcome
}

/** How many of the files were taken out of the photos. */
export interface SettledCounts {
  readonly failed: number
  readonly skipped: number
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch {
    return false
  }
}

/** The photo whose file was moved or renamed into the place of `photo`, if there is one. */
async function movedPhoto(
  scans: ScanStore,
  photo: PendingPhoto,
  contentHash: string,
  scannedFolderIds: readonly FolderId[],
  taken: ReadonlySet<PhotoId>,
): Promise<PhotoId | null> {
  if (photo.contentHash !== null) return null
  const name = photo.relativePath.slice(photo.relativePath.lastIndexOf('/') + 1)
  for (const earlier of scans.earlierPhotos(contentHash, name, scannedFolderIds)) {
    if (earlier.id === photo.id || taken.has(earlier.id)) continue
    if (earlier.isMissing) return earlier.id
    // A whole folder that is out of reach, such as an unplugged drive, says nothing about its photos.
    if ((await exists(earlier.folderPath)) && !(await exists(join(earlier.folderPath, earlier.relativePath)))) return earlier.id
  }
  return null
}

/** What a refusal makes of a photo; any other code leaves it refused. */
const stateByCode: Partial<Record<ErrorCode, RefusedFile['state']>> = {
  'not-found': 'missing',
  'image-damaged': 'damaged',
  'model-failed': 'damaged',
}

/** Stores why a file is not decoded; returns what became of it. */
function settleRefusal(scans: ScanStore, photo: PendingPhoto, refusal: Refusal, contentHash: string | null): keyof SettledCounts {
  const { code, reason } = refusal
  if (code === 'not-an-image') {
    scans.moveToSkipped(photo.id, { code, reason })
    return 'skipped'
  }
  scans.recordRefused(photo.id, { state: stateByCode[code] ?? 'refused', contentHash, code, reason })
  return 'failed'
}

/** Stores what was read of some files; a moved or renamed photo is recognised by its bytes and keeps its id. */
export async function settleProbes(
  store: Store,
  files: readonly ProbedFile[],
  scannedFolderIds: readonly FolderId[],
  patience: Patience,
): Promise<SettledCounts> {
  const { scans } = store
  const counts = { failed: 0, skipped: 0 }
  const moves = new Map<PhotoId, PhotoId>()
  const taken = new Set<PhotoId>()
  for (const { photo, outcome } of files) {
    if (outcome.kind !== 'photo') continue
    const earlierId = await movedPhoto(scans, photo, outcome.contentHash, scannedFolderIds, taken)
    if (earlierId === null) continue
    moves.set(photo.id, earlierId)
    taken.add(earlierId)
  }
  await store.connection.transactionWhenFree(() => {
    for (const { photo, outcome } of files) {
      if (outcome.kind === 'refused') {
        counts[settleRefusal(scans, photo, outcome, outcome.contentHash)] += 1
        continue
      }
      const earlierId = moves.get(photo.id)
      if (earlierId !== undefined) scans.adopt(photo.id, earlierId)
      scans.recordPresent(earlierId ?? photo.id, outcome)
    }
  }, patience)
  return counts
}
