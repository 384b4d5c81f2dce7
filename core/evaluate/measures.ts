import type { Task } from '#core/model/prediction'
import { classificationMeasure } from './classification-measure'
import { detectionMeasure } from './detection-measure'
import type { EvaluationMeasure } from './evaluation-measure'
import { segmentationMeasure } from './segmentation-measure'

export const measures: Readonly<Record<Task, EvaluationMeasure>> = {
  classification: classificationMeasure,
  detection: detectionMeasure,
  segmentation: segmentationMeasure,
}
