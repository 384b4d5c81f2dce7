import { AppError } from '#core/contract/errors'
import type { EvaluationOrder } from '#core/contract/evaluation'
import type { EvaluationPlan } from '#core/evaluate/answer-evaluator'
import { measures } from '#core/evaluate/measures'
import { sharedClassIndices } from '#core/metrics/shared-class-indices'
import type { ClassId } from '#core/model/label'
import type { ModelCard } from '#core/model/model-card'
import type { PhotoId } from '#core/model/photo'
import type { Task } from '#core/model/prediction'
import { finishedReviewStates } from '#core/model/review-state'
import { modelClassNames } from '#core/review/class-name'
import type { Store } from '../../store/store'
import { photosInTurns, scopeIds } from '../datasets/scope-photos'
import { ProjectClasses } from '../review/project-classes'
import { classNames, isBackground, positionIn } from './read-truth'

/** What an evaluation works on. */
export interface ReviewedPhotos {
  readonly plan: EvaluationPlan
  readonly photoIds: readonly PhotoId[]
  /** By model: names of classes with labels that it cannot answer. */
  readonly unknownClasses: readonly (readonly string[])[]
}

/** Equal photos and answers give equal intervals. */
const seed = 1

/**
 * The reviewed photos of a scope and the classes that models of one task can be judged by. `beforeEach` may throw to stop.
 * Throws `bad-input` where nothing is reviewed, or no labelled class is known to all models.
 */
export async function collectReviewed(store: Store, cards: readonly ModelCard[], order: EvaluationOrder, beforeEach: () => Promise<void> | void): Promise<ReviewedPhotos> {
  const task = cards[0]?.task ?? 'classification'
  const photoIds: PhotoId[] = []
  const labelled = new Set<ClassId>()
  let hasOthers = false
  for await (const photos of photosInTurns(store, scopeIds(store, order.scope), beforeEach)) {
    for (const { id, state, contentHash, width, reviewState } of photos) {
      if (state !== 'present' || contentHash === null || width === 0 || !finishedReviewStates.includes(reviewState)) continue
      const labels = store.labels.ofPhoto(id)
      const own = labels.filter(({ geometry }) => measures[task].counts(geometry))
      if (labels.length > 0 && own.length === 0) {
        hasOthers = true
        continue
      }
      photoIds.push(id)
      for (const { classId } of own) labelled.add(classId)
    }
  }
  if (photoIds.length === 0 && !hasOthers) {
    throw new AppError('bad-input', 'None of these photos is reviewed.', { hint: 'Label some photos and mark them as reviewed, or import labels.' })
  }
  const names = classNames(store)
  const known = cards.map((card) => new ProjectClasses(store, Date.now).meanings(card))
  const judgeable = store.classes.ids().filter((id) => !isBackground(task, names.get(id)))
  const judged = judgeable.filter((id) => known.every((ids) => ids.includes(id)))
  const named = judgeable.filter((id) => labelled.has(id))
  if (!named.some((id) => judged.includes(id))) throw noJudgedClass(cards, named.length)
  const reference = Math.max(0, cards.findIndex(({ id }) => id === order.referenceId))
  const referenceLabels = cards[reference]?.labels ?? []
  const models = cards.map((card, at) => ({
    modelId: card.id,
    classes: {
      names: modelClassNames(card.labels),
      judged: (known[at] ?? []).map((id) => positionIn(judged, id)),
      indicesInReference: sharedClassIndices(referenceLabels, card.labels),
    },
  }))
  const unknownClasses = known.map((ids) => named.filter((id) => !ids.includes(id)).map((id) => names.get(id) ?? ''))
  return { plan: { task, classes: judged.map((id) => ({ id, name: names.get(id) ?? '' })), models, reference, seed }, photoIds, unknownClasses }
}

function noJudgedClass(cards: readonly ModelCard[], labelledClasses: number): AppError {
  const task = cards[0]?.task ?? 'classification'
  if (labelledClasses === 0) {
    const kinds = { classification: 'tags', detection: 'boxes, outlines or masks', segmentation: 'outlines or masks' } as const satisfies Record<Task, string>
    return new AppError('bad-input', `The reviewed photos have no ${kinds[task]}, which is what these models answer.`, { hint: `Label some photos with ${kinds[task]} and mark them as reviewed.` })
  }
  const who = cards.length === 1 ? 'the model' : 'all of the models'
  return new AppError('bad-input', `No class that the reviewed photos are labelled with is known to ${who}.`, { hint: 'Say on the page of the classes what the classes of the models mean, or compare other models.' })
}
