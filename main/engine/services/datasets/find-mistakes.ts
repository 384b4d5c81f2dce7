import { AppError } from '#core/contract/errors'
import type { CommandArguments, CommandResult } from '#core/contract/index'
import { labelBounds } from '#core/formats/project/label-bounds'
import type { LikelyMistake } from '#core/model/dataset-reports'
import type { ClassId } from '#core/model/label'
import type { ModelCard } from '#core/model/model-card'
import type { PhotoId } from '#core/model/photo'
import { finishedReviewStates } from '#core/model/review-state'
import { acceptablePredictions } from '#core/review/acceptable-predictions'
import { modelClassNames } from '#core/review/class-name'
import { likelyMistakes, type Mistake, type SurePrediction } from '#core/review/likely-mistakes'
import type { Store } from '../../store/store'
import { ProjectClasses } from '../review/project-classes'
import { photosInTurns, scopeIds } from './scope-photos'

type Wanted = CommandArguments<'dataset.mistakes'>

/** Where labels of finished photos and a model disagree, surest first. Throws `bad-input` for a model without answers or one of masks. */
export async function findMistakes(store: Store, { scope, modelId, scoreAtLeast, offset, limit }: Wanted, beforeEach: () => void): Promise<CommandResult<'dataset.mistakes'>> {
  const model = store.models.newest(modelId)
  if (model === null) throw new AppError('bad-input', `"${modelId}" has predicted nothing yet.`, { hint: 'Run it over the photos first.' })
  if (model.card.task === 'segmentation') {
    throw new AppError('bad-input', `"${model.card.name}" gives no scores to be sure by.`, { hint: 'Choose a model of tags or boxes.' })
  }
  const reader = new AnswerReader(store, model.card)
  const mistakes: LikelyMistake[] = []
  for await (const photos of photosInTurns(store, scopeIds(store, scope), beforeEach)) {
    const finished = photos.filter(({ reviewState }) => finishedReviewStates.includes(reviewState)).map(({ id }) => id)
    const predictions = reader.read(finished)
    for (const photoId of finished) {
      const found = predictions.get(photoId)
      if (found === undefined) continue
      const labels = store.labels.ofPhoto(photoId).map(({ id, classId, geometry }) => ({ id, classId, bounds: labelBounds(geometry) }))
      for (const mistake of likelyMistakes({ labels, predictions: found, knownClasses: reader.knownClasses, scoreAtLeast })) {
        mistakes.push(reader.describe(photoId, mistake))
      }
    }
  }
  mistakes.sort((a, b) => b.score - a.score || a.photoId - b.photoId)
  return { total: mistakes.length, mistakes: mistakes.slice(offset, offset + limit) }
}

interface NamedPrediction extends SurePrediction {
  readonly name: string
}

/** What one model says, in the project's classes. Predictions somebody refused are left out: those were looked at. */
class AnswerReader {
  readonly #store: Store
  readonly #card: ModelCard
  readonly #names: readonly string[]
  readonly #classIds: readonly (ClassId | null | undefined)[]
  readonly knownClasses: ReadonlySet<ClassId>

  constructor(store: Store, card: ModelCard) {
    this.#store = store
    this.#card = card
    this.#names = modelClassNames(card.labels)
    this.#classIds = new ProjectClasses(store, Date.now).meanings(card)
    this.knownClasses = new Set(this.#classIds.filter((id) => id !== null && id !== undefined))
  }

  read(photoIds: readonly PhotoId[]): ReadonlyMap<PhotoId, readonly NamedPrediction[]> {
    const answers = this.#store.answers.forPhotos(photoIds, 0)
    const judged = new Map<PhotoId, Set<number>>()
    for (const { photoId, modelId, rank, verdict } of this.#store.verdicts.ofPhotos(photoIds)) {
      if (modelId === this.#card.id && verdict === 'refused') judged.set(photoId, (judged.get(photoId) ?? new Set()).add(rank))
    }
    const found = new Map<PhotoId, readonly NamedPrediction[]>()
    for (const photoId of photoIds) {
      const answer = answers.get(photoId)?.find(({ modelId }) => modelId === this.#card.id)
      if (answer === undefined || answer.status === 'failed' || !answer.current || answer.sha256 !== this.#card.sha256) continue
      const predictions = acceptablePredictions(answer, this.#card.labels, 0, judged.get(photoId) ?? new Set())
      found.set(
        photoId,
        predictions.map(({ rank, classIndex, score, shape }) => ({
          rank,
          score,
          classId: this.#classIds[classIndex] ?? null,
          bounds: shape.kind === 'box' ? shape.box : null,
          name: this.#names[classIndex] ?? '',
        })),
      )
    }
    return found
  }

  describe(photoId: PhotoId, { kind, score, label, prediction }: Mistake<NamedPrediction>): LikelyMistake {
    return {
      photoId,
      kind,
      score,
      labelId: label?.id ?? null,
      labelClassId: label?.classId ?? null,
      predicted: prediction === null ? null : { rank: prediction.rank, name: prediction.name, classId: prediction.classId },
    }
  }
}
