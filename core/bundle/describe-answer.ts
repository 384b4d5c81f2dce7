import type { GoldenPhoto } from '#core/bundle/manifest'
import type { ModelCard } from '#core/model/model-card'
import type { Prediction } from '#core/model/prediction'

const mostTags = 5

/** An answer in words of the model's labels, best first: the five best tags, the boxes from the threshold up, the areas. */
export function describeAnswer(card: ModelCard, prediction: Prediction, threshold: number): GoldenPhoto['answer'] {
  const label = (index: number): string => card.labels[index]?.name ?? `class ${index}`
  switch (prediction.task) {
    case 'classification':
      return { task: prediction.task, tags: prediction.tags.slice(0, mostTags).map(({ index, score }) => ({ label: label(index), score })) }
    case 'detection':
      return {
        task: prediction.task,
        boxes: prediction.boxes.filter(({ score }) => score >= threshold).map(({ index, score, x, y, width, height }) => ({ label: label(index), score, x, y, width, height })),
      }
    case 'segmentation':
      return { task: prediction.task, areas: prediction.areas.map(({ index, fraction }) => ({ label: label(index), fraction })) }
  }
}
