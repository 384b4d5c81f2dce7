import { boxUncertainty } from '#core/metrics/box-uncertainty'
import { backgroundClassName } from '#core/model/background-class'
import type { ClassLabel } from '#core/model/model-card'
import type { Prediction } from '#core/model/prediction'

/** What lists and filters need of an answer. */
export interface PredictionSummary {
  /** Best tag or box, largest share of a class that is not background; null when the answer is empty. */
  readonly score: number | null
  /** Higher is less certain: worth a look by a person. Comparable within one model alone; null when the answer does not tell. */
  readonly uncertainty: number | null
  /** Best score of every class worth finding, keyed by its position in the label list; the background of a mask is left out. */
  readonly classScores: ReadonlyMap<number, number>
}

/** A tag below this, if it is not the best one, is no reason to find a photo by it; detectors keep boxes from here on, too. */
const tagFloor = 0.01

function bestPerClass(items: readonly { readonly index: number; readonly score: number }[]): ReadonlyMap<number, number> {
  const best = new Map<number, number>()
  for (const { index, score } of items) if (score > (best.get(index) ?? -1)) best.set(index, score)
  return best
}

function highest(scores: Iterable<number>): number | null {
  let best: number | null = null
  for (const score of scores) if (best === null || score > best) best = score
  return best
}

type Summarise<P extends Prediction> = (prediction: P, labels: readonly ClassLabel[]) => PredictionSummary

const summaries: { readonly [T in Prediction['task']]: Summarise<Extract<Prediction, { task: T }>> } = {
  classification: ({ tags, entropy }) => {
    const classScores = bestPerClass(tags.filter(({ score }, rank) => rank === 0 || score >= tagFloor))
    return { score: highest(classScores.values()), uncertainty: entropy, classScores }
  },
  detection: ({ boxes }) => {
    const classScores = bestPerClass(boxes)
    return {
      score: highest(classScores.values()),
      uncertainty: boxUncertainty(boxes.map(({ score }) => score)),
      classScores,
    }
  },
  segmentation: ({ areas, meanEntropy }, labels) => {
    const shown = areas.filter(({ index }) => labels[index]?.name !== backgroundClassName)
    const classScores = new Map(shown.map(({ index, fraction }) => [index, fraction]))
    return { score: highest(classScores.values()), uncertainty: meanEntropy ?? null, classScores }
  },
}

/**
 * Sums an answer up. Uncertainty is the entropy in nats (tags), how near boxes are to the threshold (boxes, see
 * `boxUncertainty`), and the mean entropy of the pixels over ln(classes) (masks).
 */
export function summarisePrediction(prediction: Prediction, labels: readonly ClassLabel[]): PredictionSummary {
  const summarise = summaries[prediction.task] as Summarise<Prediction>
  return summarise(prediction, labels)
}
