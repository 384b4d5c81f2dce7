import { classMask } from '#core/geometry/class-mask'
import type { ClassId, LabelGeometry, LabelSummary } from '#core/model/label'
import type { ModelCard } from '#core/model/model-card'
import type { PhotoId } from '#core/model/photo'
import { finishedReviewStates } from '#core/model/review-state'
import { acceptablePredictions, isCovered, type AcceptablePrediction } from '#core/review/acceptable-predictions'
import type { Store } from '../../store/store'
import type { JudgedAnswer } from '../../store/verdict-store'
import type { ProjectClasses } from './project-classes'

export interface AcceptOrder {
  readonly stepId: number
  readonly modelId: string
  readonly threshold: number
}

export interface AcceptParts {
  readonly store: Store
  readonly classes: ProjectClasses
  now(): number
  newLabelId(): string
}

export interface AcceptedBatch {
  /** Photos that got labels. */
  readonly photoIds: readonly PhotoId[]
  readonly labels: number
  readonly newClasses: number
}

/**
 * Turns what a model predicted for these photos into labels. Left alone are: reviewed photos, answers about other bytes than the
 * file has now, predictions somebody judged, classes that are not used, and what a label says already.
 * Whoever calls holds the transaction.
 */
export function acceptPredictions(parts: AcceptParts, order: AcceptOrder, photoIds: readonly PhotoId[]): AcceptedBatch {
  const batch = new AcceptingBatch(parts, order, photoIds)
  const changed = photoIds.filter((photoId) => batch.accept(photoId))
  return { photoIds: changed, labels: batch.labels, newClasses: batch.newClasses }
}

/** What the predictions of one model file mean for the project. */
interface Meaning {
  readonly card: ModelCard
  readonly classIds: (ClassId | null | undefined)[]
}

type KnownLabel = Pick<LabelSummary, 'classId' | 'geometry'>

class AcceptingBatch {
  readonly #parts: AcceptParts
  readonly #order: AcceptOrder
  readonly #answers: ReadonlyMap<PhotoId, JudgedAnswer>
  readonly #labels: ReadonlyMap<PhotoId, readonly LabelSummary[]>
  readonly #judged = new Map<PhotoId, Set<number>>()
  readonly #meanings = new Map<number, Meaning>()
  readonly #contents: ReturnType<Store['answers']['forPhotos']>
  labels = 0
  newClasses = 0

  constructor(parts: AcceptParts, order: AcceptOrder, photoIds: readonly PhotoId[]) {
    const { store } = parts
    this.#parts = parts
    this.#order = order
    this.#answers = store.verdicts.answers(photoIds, order.modelId)
    this.#labels = store.labels.summaries(photoIds)
    // Every box counts here: a verdict names its place in the whole answer.
    this.#contents = store.answers.forPhotos(photoIds, 0)
    for (const { photoId, modelId, rank } of store.verdicts.ofPhotos(photoIds)) {
      if (modelId !== order.modelId) continue
      const ranks = this.#judged.get(photoId) ?? new Set()
      this.#judged.set(photoId, ranks.add(rank))
    }
  }

  /** True when the photo got labels. */
  accept(photoId: PhotoId): boolean {
    const { store } = this.#parts
    const answer = this.#answers.get(photoId)
    const content = this.#contents.get(photoId)?.find(({ modelId }) => modelId === this.#order.modelId)
    if (answer === undefined || content === undefined || !answer.isCurrent) return false
    if (finishedReviewStates.includes(store.labels.reviewState(photoId))) return false
    const meaning = this.#meaningOf(answer.modelKey)
    const known = this.#labels.get(photoId) ?? []
    const added: (KnownLabel & { readonly classIndex: number })[] = []
    for (const prediction of acceptablePredictions(content, meaning.card.labels, this.#order.threshold, this.#judged.get(photoId) ?? new Set())) {
      const classId = this.#classOf(meaning, prediction.classIndex)
      if (classId === null || isCovered(prediction, classId, known)) continue
      // Two classes of the model may mean one of the project; two objects of one class are two labels.
      const ofOtherClasses = added.filter(({ classIndex }) => classIndex !== prediction.classIndex)
      if (isCovered(prediction, classId, ofOtherClasses)) continue
      const geometry = this.#geometryOf(photoId, prediction)
      this.#add(answer, prediction, classId, geometry)
      added.push({ classId, classIndex: prediction.classIndex, geometry })
    }
    if (added.length === 0) return false
    this.labels += added.length
    store.steps.setReviewStates(this.#order.stepId, [photoId], 'in-progress')
    return true
  }

  #meaningOf(modelKey: number): Meaning {
    const known = this.#meanings.get(modelKey)
    if (known !== undefined) return known
    const card = this.#parts.store.models.card(modelKey)
    const meaning = { card, classIds: [...this.#parts.classes.meanings(card)] }
    this.#meanings.set(modelKey, meaning)
    return meaning
  }

  #classOf({ card, classIds }: Meaning, index: number): ClassId | null {
    const known = classIds[index]
    if (known !== undefined) return known
    const { id } = this.#parts.classes.ensure(card, index)
    classIds[index] = id
    this.newClasses += 1
    return id
  }

  #geometryOf(photoId: PhotoId, { shape, classIndex }: AcceptablePrediction): LabelGeometry {
    switch (shape.kind) {
      case 'tag':
        return { kind: 'tag' }
      case 'box': {
        const { x, y, width, height } = shape.box
        return { kind: 'box', x, y, width, height }
      }
      case 'mask':
        return { kind: 'mask', mask: classMask(this.#parts.store.answers.mask(photoId, this.#order.modelId), classIndex) }
    }
  }

  #add(answer: JudgedAnswer, { rank, score }: AcceptablePrediction, classId: ClassId, geometry: LabelGeometry): void {
    const { store, newLabelId, now } = this.#parts
    const { photoId, modelKey, sha256 } = answer
    const { stepId, modelId } = this.#order
    const id = newLabelId()
    const origin = { kind: 'model', modelId, sha256, score, edited: false } as const
    store.labels.put(photoId, { id, classId, geometry, origin, locked: false, group: null, attributes: {} }, now())
    store.verdicts.set(answer, rank, 'accepted')
    store.steps.recordAdded(stepId, { id, photoId, modelKey, rank })
  }
}
