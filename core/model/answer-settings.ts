import type { ModelCard } from '#core/model/model-card'

/** Raised when the same model file and photo would give another answer than before. */
const answerVersion = 1

/** Everything besides the model file and the photo that an answer depends on, as one canonical text to compare. */
export function answerSettings(card: ModelCard): string {
  const { fit, inputSize, normalisation } = card
  return JSON.stringify({
    version: answerVersion,
    family: card.family,
    input: [inputSize.width, inputSize.height],
    fit: fit.kind === 'center-crop' ? [fit.kind, fit.shorterSide] : [fit.kind],
    mean: normalisation.mean,
    std: normalisation.std,
  })
}
