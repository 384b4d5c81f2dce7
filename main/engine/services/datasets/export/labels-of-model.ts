import { AppError } from '#core/contract/errors'
import type { LabelSource } from '#core/contract/datasets'
import type { LossCounter } from '#core/formats/labels/fit/fit-dataset'
import { maskShapeOf } from '#core/formats/project/mask-runs'
import { backgroundClassName } from '#core/model/background-class'
import type { DatasetLabel, LabelShape } from '#core/model/dataset'
import type { PhotoId } from '#core/model/photo'
import { acceptablePredictions, type AcceptablePrediction } from '#core/review/acceptable-predictions'
import { modelClassNames } from '#core/review/class-name'
import type { Store } from '../../../store/store'
import type { LabelReader } from './collect-dataset'

type Wanted = Extract<LabelSource, { kind: 'predictions' }>

const nothingJudged: ReadonlySet<number> = new Set()

/** What a model predicts from a score up, in the classes of its newest file. Throws `bad-input` when it has answered nothing. */
export function labelsOfModel(store: Store, { modelId, threshold }: Wanted): LabelReader {
  const model = store.models.newest(modelId)
  if (model === null) throw new AppError('bad-input', `"${modelId}" has predicted nothing yet.`, { hint: 'Run it over the photos first.' })
  const { card } = model
  const names = modelClassNames(card.labels)

  function shapeOf(photoId: PhotoId, { shape, classIndex }: AcceptablePrediction): LabelShape {
    switch (shape.kind) {
      case 'tag':
        return { kind: 'tag' }
      case 'box': {
        const { x, y, width, height } = shape.box
        return { kind: 'box', x, y, width, height }
      }
      case 'mask':
        return maskShapeOf(store.answers.mask(photoId, modelId), classIndex)
    }
  }

  function labelOf(photoId: PhotoId, prediction: AcceptablePrediction): DatasetLabel {
    const shape = shapeOf(photoId, prediction)
    // Of a mask the number is its area, not how sure the model is.
    return { className: names[prediction.classIndex] ?? '', shape, ...(shape.kind === 'mask' ? {} : { score: prediction.score }) }
  }

  function read(ids: readonly PhotoId[], losses: LossCounter): Map<PhotoId, readonly DatasetLabel[]> {
    const answers = store.answers.forPhotos(ids, threshold)
    const found = new Map<PhotoId, readonly DatasetLabel[]>()
    for (const id of ids) {
      const answer = answers.get(id)?.find((candidate) => candidate.modelId === modelId)
      if (answer === undefined || answer.status === 'failed') losses.add('photos without an answer of the model (left out)')
      else if (!answer.current || answer.sha256 !== card.sha256) losses.add('photos whose answer is about another file or of an earlier model (left out)')
      else found.set(id, acceptablePredictions(answer, card.labels, threshold, nothingJudged).map((prediction) => labelOf(id, prediction)))
    }
    return found
  }

  return { classes: names.filter((name) => name !== backgroundClassName).map((name) => ({ name })), predictions: true, read }
}
