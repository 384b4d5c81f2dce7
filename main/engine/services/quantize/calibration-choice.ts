import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { AppError } from '#core/contract/errors'
import type { QuantizeOrder } from '#core/contract/models'
import type { PhotoScope } from '#core/contract/filter'
import { choosePhotos, type PhotoChoice } from '#core/quantize/photos/choose-photos'
import { mapFileError } from '../../map-file-error'
import type { Store } from '../../store/store'
import { photosInTurns, scopeIds } from '../datasets/scope-photos'
import { folderPhotos } from './folder-photos'

/** Photo files to calibrate on, and others to compare answers on. */
export interface CalibrationChoice {
  readonly calibration: readonly string[]
  readonly heldOut: readonly string[]
}

const mostHeldOut = 100

/**
 * Chooses photos for an order; what is left after `count` is held out, up to a hundred. `beforeEach` is called between batches and
 * throws when the job was cancelled. Throws `not-found` or `bad-input` for a path that is no folder.
 */
export async function chooseCalibration(store: Store, { photos, count, seed }: Pick<QuantizeOrder, 'photos' | 'count' | 'seed'>, beforeEach: () => Promise<void>): Promise<CalibrationChoice> {
  const choice = { count: count + Math.min(count, mostHeldOut), seed }
  const paths = photos.kind === 'folder' ? await pathsOfFolder(photos.path, choice) : await pathsOfScope(store, photos.scope, choice, beforeEach)
  return { calibration: paths.slice(0, count), heldOut: paths.slice(count) }
}

async function pathsOfFolder(path: string, choice: PhotoChoice): Promise<string[]> {
  const root = resolve(path)
  const facts = await stat(root).catch((error: unknown) => {
    throw mapFileError(error, root, 'cannot-read')
  })
  if (!facts.isDirectory()) throw new AppError('bad-input', `${root} is no folder.`, { hint: 'Choose the folder with the photos.' })
  return (await folderPhotos(root, choice)).map((photo) => photo.path)
}

async function pathsOfScope(store: Store, scope: PhotoScope, choice: PhotoChoice, beforeEach: () => Promise<void>): Promise<string[]> {
  const folders = new Map(store.folders.all().map(({ id, path }) => [id, path]))
  const candidates = []
  for await (const photos of photosInTurns(store, scopeIds(store, scope), beforeEach)) {
    for (const { id, folderId, relativePath, state, reviewState } of photos) {
      if (state !== 'present' && state !== 'listed') continue
      const classes = store.labels.ofPhoto(id).map(({ classId }) => String(classId))
      const isReviewed = reviewState === 'reviewed' || reviewState === 'reviewed-empty'
      candidates.push({ id: join(folders.get(folderId) ?? '', relativePath), isReviewed, classes })
    }
  }
  return choosePhotos(candidates, choice)
}
