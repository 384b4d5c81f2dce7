import { setImmediate } from 'node:timers/promises'
import type { EvaluationPlan } from '#core/evaluate/answer-evaluator'
import { measures } from '#core/evaluate/measures'
import type { PhotoId } from '#core/model/photo'
import type { AnsweredModel, EvaluationStore } from '../../store/evaluation-store'
import type { Store } from '../../store/store'
import { AnswerFile } from './answer-file'
import { classNames, truthOf } from './read-truth'

const photosAtOnce = 20

/** How many photos were written, and how many each model has no answer to. */
export interface WrittenAnswers {
  readonly photos: number
  readonly failedPhotos: readonly number[]
}

/** Writes stored answers with labels for the thread; photos that one of the models could not answer are left out. `beforeEach` may throw to stop. */
export async function writeAnswers(
  { store, evaluations }: { readonly store: Store; readonly evaluations: EvaluationStore },
  { task, classes }: EvaluationPlan,
  models: readonly AnsweredModel[],
  photoIds: readonly PhotoId[],
  path: string,
  beforeEach: (done: number) => Promise<void>,
): Promise<WrittenAnswers> {
  const judged = classes.map(({ id }) => id)
  const names = classNames(store)
  const failedPhotos = models.map(() => 0)
  const file = await AnswerFile.create(path)
  try {
    for (let start = 0; start < photoIds.length; start += photosAtOnce) {
      await setImmediate()
      await beforeEach(start)
      const ids = photoIds.slice(start, start + photosAtOnce)
      const known = models.map((model) => evaluations.answers(model, ids))
      const content = store.answers.contents(known.flatMap((answers) => [...answers.values()].filter((id) => id !== null)), 0)
      for (const photo of store.photos.byIds(ids)) {
        const truth = truthOf(task, judged, names, photo, store.labels.ofPhoto(photo.id))
        if (!measures[task].serves(truth)) continue
        const predictionIds = known.map((answers) => answers.get(photo.id) ?? null)
        for (const [at, id] of predictionIds.entries()) if (id === null) failedPhotos[at] = (failedPhotos[at] ?? 0) + 1
        const complete = predictionIds.filter((id) => id !== null)
        if (complete.length < models.length) continue
        const answers = complete.map((id) => {
          const { tags, boxes } = content(id)
          return { tags, boxes, mask: task === 'segmentation' ? store.answers.maskOf(id) : null }
        })
        await file.add({ photoId: photo.id, relativePath: photo.relativePath, truth, answers })
      }
    }
    return { photos: file.photos, failedPhotos }
  } finally {
    await file.close()
  }
}
