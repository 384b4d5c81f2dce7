import type { ModelCard } from '#core/model/model-card'
import type { Classification } from '#core/model/prediction'
import { bestTags, classify, entropyNats } from '#core/zoo/class-scores'
import type { Family, FloatTensor } from '#core/zoo/family'
import { namedOutput } from '#core/zoo/named-output'
import { decodeSizeFor } from '#core/zoo/photo-fit'
import { preparePhoto } from '#core/zoo/prepare-photo'

const keptTags = 10

/** Any classifier with output `logits` [1, classes]. */
export const imageClassifier: Family = {
  id: 'image-classifier',
  task: 'classification',
  decodeSize: (card, photo) => decodeSizeFor(card.fit, photo, card.inputSize),
  prepare: preparePhoto,
  answer: (card, outputs) => classify(checked(card, namedOutput(outputs, 'logits', 2))),
}

/**
 * Any classifier with output `probabilities` [1, classes]: the scores are taken as they are, so that models whose classes do not
 * exclude each other (a sigmoid per class) keep theirs.
 */
export const probabilityClassifier: Family = {
  ...imageClassifier,
  id: 'probability-classifier',
  answer: (card, outputs) => tagged(checked(card, namedOutput(outputs, 'probabilities', 2))),
}

function tagged(probabilities: Float32Array): Classification {
  const scores = Float64Array.from(probabilities, (value) => Math.min(1, Math.max(0, value)))
  const sum = scores.reduce((total, score) => total + score, 0)
  const shares = sum > 0 ? scores.map((score) => score / sum) : scores
  return { task: 'classification', tags: bestTags(scores, keptTags), entropy: entropyNats(shares) }
}

function checked(card: ModelCard, { data }: FloatTensor): Float32Array {
  if (data.length !== card.labels.length) throw new Error(`${card.id} answers ${data.length} classes but has ${card.labels.length} labels`)
  return data
}
