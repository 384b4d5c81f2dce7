import { backgroundClassName } from '#core/model/background-class'
import type { ModelCard } from '#core/model/model-card'
import type { Prediction } from '#core/model/prediction'
import type { Finding } from '../canvas/scene'

const mostTags = 5
const leastFraction = 0.0005

/** What is listed and drawn of an answer, best first: five tags, boxes from the threshold up, areas without the background. */
export function findingsOf(card: ModelCard, prediction: Prediction, threshold: number): readonly Finding[] {
  const finding = (kind: Finding['kind'], rank: number, classIndex: number, score: number, rect: Finding['rect'] = null): Finding => ({
    key: `${kind}:${rank}`,
    kind,
    modelId: card.id,
    rank,
    classIndex,
    name: card.labels[classIndex]?.name ?? `class ${classIndex}`,
    score,
    rect,
  })
  switch (prediction.task) {
    case 'classification':
      return prediction.tags.slice(0, mostTags).map(({ index, score }, rank) => finding('tag', rank, index, score))
    case 'detection':
      return prediction.boxes.filter(({ score }) => score >= threshold).map((box, rank) => finding('box', rank, box.index, box.score, box))
    case 'segmentation':
      return prediction.areas.filter(({ fraction }) => fraction >= leastFraction).map(({ index, fraction }, rank) => finding('area', rank, index, fraction)).filter(({ name }) => name !== backgroundClassName)
  }
}
