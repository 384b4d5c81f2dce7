import type { ScoreKind } from '#core/model/model-card'
import type { Classification, Tag } from '#core/model/prediction'

/** exp(x) / sum(exp(x)), computed so that large values do not overflow. */
export function softmax(logits: Float32Array): Float64Array {
  let largest = -Infinity
  for (const logit of logits) if (logit > largest) largest = logit
  const scores = new Float64Array(logits.length)
  let sum = 0
  for (let index = 0; index < logits.length; index++) {
    const score = Math.exp((logits[index] ?? 0) - largest)
    scores[index] = score
    sum += score
  }
  for (let index = 0; index < scores.length; index++) scores[index] = (scores[index] ?? 0) / sum
  return scores
}

/** Shannon entropy in nats: 0 for certainty, ln(classes) for none. */
export function entropyNats(scores: Float64Array): number {
  let entropy = 0
  for (const score of scores) if (score > 0) entropy -= score * Math.log(score)
  return entropy
}

/** The `count` highest scores, best first; of equal scores the lower class first. */
export function bestTags(scores: Float64Array, count: number): Tag[] {
  const best: Tag[] = []
  for (let index = 0; index < scores.length; index++) {
    const score = scores[index] ?? 0
    if (best.length === count && score <= (best[count - 1]?.score ?? 0)) continue
    let at = best.length
    while (at > 0 && (best[at - 1]?.score ?? 0) < score) at--
    best.splice(at, 0, { index, score })
    if (best.length > count) best.pop()
  }
  return best
}

const keptTags = 10

/** 1 / (1 + exp(-x)) of each logit. */
export function sigmoid(logits: Float32Array): Float64Array {
  return Float64Array.from(logits, (logit) => 1 / (1 + Math.exp(-logit)))
}

/** Sum of the entropies of classes that are each there or not, in nats. */
function independentEntropyNats(scores: Float64Array): number {
  return scores.reduce((sum, score) => sum + entropyNats(Float64Array.of(score, 1 - score)), 0)
}

const readings: Readonly<Record<ScoreKind, { scores(logits: Float32Array): Float64Array; entropyNats(scores: Float64Array): number }>> = {
  softmax: { scores: softmax, entropyNats },
  sigmoid: { scores: sigmoid, entropyNats: independentEntropyNats },
}

/** The answer of a classifier from its logits. */
export function classify(logits: Float32Array, kind: ScoreKind = 'softmax'): Classification {
  const reading = readings[kind]
  const scores = reading.scores(logits)
  return { task: 'classification', tags: bestTags(scores, keptTags), entropy: reading.entropyNats(scores) }
}
