import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { AppError } from '#core/contract/errors'
import type { QuantizeOrder } from '#core/contract/models'
import type { PhotoScope } from '#core/contract/filter'
import type { PhotoId } from '#core/model/photo'
import { finishedReviewStates } from '#core/model/review-state'
import { choosePhotos, type PhotoChoice } from '#core/quantize/photos/choose-photos'
import { mapFileError } from '../../map-file-error'
import type { Store } from '../../store/store'
import { photosInTurns, scopeIds } from '../datasets/scope-photos'
import { folderPhotos } from './folder-photos'

/** Photo files to calibrate on, and others to compare answers on. */
export interface CalibrationChoice {
  readonly calibration: readonly string[]
  readonly heldOut: readonly string[]
  /** Those of them that a person has reviewed; none of a folder. */
  readonly reviewed: ReadonlyMap<string, PhotoId>
}

const mostHeldOut = 100

/**
 * Chooses photos for an order; what is left after `count` is held out, up to a hundred. `beforeEach` is called between batches and
 * throws when the job was cancelled. Throws `not-found` or `bad-input` for a path that is no folder.
 */
export async function chooseCalibration(store: Store, { photos, count, seed }: Pick<QuantizeOrder, 'photos' | 'count' | 'seed'>, beforeEach: () => Promise<void>): Promise<CalibrationChoice> {
  const choice = { count: count + Math.min(count, mostHeldOut), seed }
  const reviewed = new Map<string, PhotoId>()
  const paths = photos.kind === 'folder' ? await pathsOfFolder(photos.path, choice) : await pathsOfScope(store, photos.scope, choice, reviewed, beforeEach)
  const chosen = new Set(paths)
  return { calibration: paths.slice(0, count), heldOut: paths.slice(count), reviewed: new Map([...reviewed].filter(([path]) => chosen.has(path))) }
}

async function pathsOfFolder(path: string, choice: PhotoChoice): Promise<string[]> {
  const root = resolve(path)
  const facts = await stat(root).catch((error: unknown) => {
    throw mapFileError(error, root, 'cannot-read')
  })
  if (!facts.isDirectory()) throw new AppError('bad-input', `${root} is no folder.`, { hint: 'Choose the folder with the photos.' })
  return (await folderPhotos(root, choice)).map((photo) => photo.path)
}

/** Adds reviewed photos to `reviewed` by their path. */
async function pathsOfScope(store: Store, scope: PhotoScope, choice: PhotoChoice, reviewed: Map<string, PhotoId>, beforeEach: () => Promise<void>): Promise<string[]> {
  const folders = new Map(store.folders.all().map(({ id, path }) => [id, path]))
  const candidates = []
  for await (const photos of photosInTurns(store, scopeIds(store, scope), beforeEach)) {
    for (const { id, folderId, relativePath, state, reviewState } of photos) {
      if (state !== 'present' && state !== 'listed') continue
      const classes = store.labels.ofPhoto(id).map(({ classId }) => String(classId))
      const isReviewed = finishedReviewStates.includes(reviewState)
      const path = join(folders.get(folderId) ?? '', relativePath)
      if (isReviewed) reviewed.set(path, id)
      candidates.push({ id: path, isReviewed, classes })
    }
  }
  return choosePhotos(candidates, choice)
}
