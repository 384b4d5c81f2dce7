import type { LabelSource } from '#core/contract/datasets'
import type { PhotoScope } from '#core/contract/filter'
import { AppError } from '#core/contract/errors'
import type { Loss } from '#core/formats/labels/fit/fit-dataset'
import { LossCounter } from '#core/formats/labels/fit/fit-dataset'
import type { PhotoFacts } from '#core/formats/labels/label-format'
import { lazyImage } from '#core/formats/labels/lazy-image'
import type { Dataset, DatasetClass, DatasetImage, DatasetLabel } from '#core/model/dataset'
import type { PhotoId } from '#core/model/photo'
import { finishedReviewStates } from '#core/model/review-state'
import type { Store } from '../../../store/store'
import { PhotoNames } from '../photo-names'
import { factsOf, photosInTurns, scopeIds } from '../scope-photos'
import { labelsOfPeople } from './labels-of-people'
import { labelsOfModel } from './labels-of-model'

/** A selection as a data set, upright, with what is needed to find the photos again. Labels are read from the store when they are asked for. */
export interface CollectedDataset {
  readonly dataset: Dataset
  /** By file of the data set. */
  readonly photoIds: ReadonlyMap<string, PhotoId>
  readonly facts: ReadonlyMap<string, PhotoFacts>
  /** What had to stay behind already here. */
  readonly losses: readonly Loss[]
  /** Photos without labels that nobody has finished looking at. */
  readonly openPhotos: number
}

/** Where labels of a batch of photos come from; a photo that is not in the map is left out. */
export interface LabelReader {
  readonly classes: readonly DatasetClass[]
  readonly predictions: boolean
  read(photoIds: readonly PhotoId[], losses: LossCounter): ReadonlyMap<PhotoId, readonly DatasetLabel[]>
}

const readers: { readonly [Kind in LabelSource['kind']]: (store: Store, source: Extract<LabelSource, { kind: Kind }>) => LabelReader } = {
  labels: labelsOfPeople,
  predictions: labelsOfModel,
}

/** Lists the photos of a selection with labels or predictions; `store` must not change while the result is in use (see `openSnapshot`). Throws `bad-input` for an empty selection or a model that has answered nothing. */
export async function collectDataset(
  store: Store,
  scope: PhotoScope,
  source: LabelSource,
  progress: (done: number, total: number) => Promise<void> | void,
): Promise<CollectedDataset> {
  const makeReader = readers[source.kind] as (store: Store, source: LabelSource) => LabelReader
  const reader = makeReader(store, source)
  const names = new PhotoNames(store.folders.all())
  const ids = scopeIds(store, scope)
  const images: DatasetImage[] = []
  const photoIds = new Map<string, PhotoId>()
  const facts = new Map<string, PhotoFacts>()
  const losses = new LossCounter()
  let openPhotos = 0
  let done = 0
  for await (const photos of photosInTurns(store, ids, () => progress(done, ids.length))) {
    const labels = reader.read(photos.map(({ id }) => id), losses)
    for (const photo of photos) {
      const known = factsOf(photo)
      const own = labels.get(photo.id)
      if (known === null) losses.add('photos that were never read (left out)')
      if (known === null || own === undefined) continue
      const file = names.nameOf(photo)
      const reviewed = !reader.predictions && finishedReviewStates.includes(photo.reviewState)
      if (!reviewed && own.length === 0) openPhotos++
      photoIds.set(file, photo.id)
      facts.set(file, known)
      const { id, width, height, contentHash } = photo
      const told = { file, size: { width, height }, reviewed, ...(contentHash === null ? {} : { contentHash }) }
      images.push(lazyImage(told, () => reader.read([id], new LossCounter()).get(id) ?? []))
    }
    done += photos.length
  }
  if (images.length === 0) throw new AppError('bad-input', 'This selection has no photos to export.', { hint: 'Choose other photos, or read the folder first.' })
  return { dataset: { classes: reader.classes, images, frame: 'upright', predictions: reader.predictions }, photoIds, facts, losses: losses.list(), openPhotos }
}
