import { join } from 'node:path'
import { fingerprintMethod } from '#core/duplicates/perceptual-hash'
import { nearDuplicateGroups, type NearDuplicateGroup } from '#core/duplicates/near-duplicate-groups'
import type { PhotoId } from '#core/model/photo'
import { setImmediate } from 'node:timers/promises'
import { settleAll } from '../../settle-all'
import { partingPatience, untilCancelled, type Patience } from '../../store/write-turns'
import type { ServiceDependencies } from '../service-dependencies'

type Parts = Pick<ServiceDependencies, 'store' | 'pool'>

/** Enough to keep every light worker busy. */
const photosAtOnce = 8
const photosPerTransaction = 100

export interface FingerprintProgress {
  readonly signal: AbortSignal
  /** Rejects when the work is to stop. */
  whenRunning(): Promise<void>
  report(done: number, total: number, failed: number): void
}

/** Works out the missing fingerprints of photos. A photo that cannot be decoded now gets none and is tried again the next time. */
export async function fingerprintPhotos({ store, pool }: Parts, photoIds: readonly PhotoId[], progress: FingerprintProgress): Promise<void> {
  const pending = store.fingerprints.pending(photoIds, fingerprintMethod)
  let next = 0
  let done = 0
  let failed = 0
  let found: { readonly contentHash: string; readonly bits: Uint8Array | null }[] = []
  const save = async (patience: Patience): Promise<void> => {
    const batch = found
    found = []
    await store.connection.transactionWhenFree(() => {
      for (const { contentHash, bits } of batch) store.fingerprints.put(contentHash, fingerprintMethod, bits)
    }, patience)
  }
  async function work(): Promise<void> {
    for (let photoId = pending[next++]; photoId !== undefined; photoId = pending[next++]) {
      await progress.whenRunning()
      const { photo, folderPath } = store.photos.located(photoId)
      const outcome = await pool.fingerprint(join(folderPath, ...photo.relativePath.split('/')))
      // A file that changed since the scan is another photo: its bits would stand under the wrong content.
      if (outcome.kind === 'fingerprint' && outcome.contentHash === photo.contentHash) found.push(outcome)
      else failed++
      done++
      if (found.length >= photosPerTransaction) await save(untilCancelled(progress.signal))
      progress.report(done, pending.length, failed)
    }
  }
  try {
    await settleAll(Array.from({ length: photosAtOnce }, work))
  } finally {
    await save(partingPatience)
  }
}

export interface GroupedPhotos {
  readonly groups: readonly NearDuplicateGroup[]
  /** Photos whose fingerprint is not known yet. */
  readonly pending: readonly PhotoId[]
}

/** Near-duplicates among photos as far as their fingerprints are known. */
export async function groupPhotos({ store }: Pick<Parts, 'store'>, photoIds: readonly PhotoId[], distanceAtMost: number): Promise<GroupedPhotos> {
  const photos = store.fingerprints.ofPhotos(photoIds, fingerprintMethod)
  const items = photos.map(({ id, contentHash, bits }) => ({ id, contentHash, bits: bits ?? null }))
  const known = new Set(photos.filter(({ bits }) => bits !== undefined).map(({ id }) => id))
  const search = nearDuplicateGroups(items, distanceAtMost)
  for (;;) {
    const step = search.next()
    if (step.done === true) return { groups: step.value, pending: photoIds.filter((id) => !known.has(id)) }
    await setImmediate()
  }
}
