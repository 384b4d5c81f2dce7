import { AppError } from '#core/contract/errors'
import type { HandlersOf } from '#core/contract/index'
import type { photoCommands, PhotoCard } from '#core/contract/photos'
import type { PhotoId } from '#core/model/photo'
import type { PictureMaker } from './pictures/picture-maker'
import type { ServiceDependencies } from './service-dependencies'

export interface PhotosDependencies extends Pick<ServiceDependencies, 'store'> {
  readonly pictures: PictureMaker
}

/** Looking at photos and at what models answered. */
export function createPhotosService({ store, pictures }: PhotosDependencies) {
  function cards(photoIds: readonly PhotoId[], minimumScore: number): PhotoCard[] {
    const answers = store.answers.forPhotos(photoIds, minimumScore)
    const labels = store.labels.summaries(photoIds)
    return store.photos.byIds(photoIds).map((photo) => ({ photo, answers: answers.get(photo.id) ?? [], labels: labels.get(photo.id) ?? [] }))
  }

  return {
    'photo.query': ({ filter, sort }) => ({ ids: store.query.ids(filter, sort) }),
    'photo.cards': ({ photoIds, minimumScore }) => cards(photoIds, minimumScore),
    'photo.get': ({ photoId }) => {
      const { folderPath } = store.photos.located(photoId)
      const [card] = cards([photoId], 0)
      if (card === undefined) throw new AppError('not-found', 'This photo is no longer in the project.', { hint: 'Refresh the list.' })
      return { ...card, folderPath }
    },
    'photo.mask': ({ photoId, modelId }) => store.answers.mask(photoId, modelId),
    'photo.file': ({ photoId, variant }) => pictures.file(store.photos.located(photoId), variant),
    'photo.labels': ({ modelId, scoreAtLeast }) => store.query.labels(modelId, scoreAtLeast),
    'photo.counts': ({ filter }) => store.query.counts(filter),
  } satisfies HandlersOf<typeof photoCommands>
}
