import { AppError } from '#core/contract/errors'
import type { Task } from '#core/model/prediction'
import { classificationTask } from './classification/classification-task'
import { detectionTask } from './detection/detection-task'
import { segmentationTask } from './segmentation/segmentation-task'
import type { TuneTask } from './tune-task'

/** How each kind of model learns. */
export const tuneTasks: Readonly<Partial<Record<Task, TuneTask>>> = {
  classification: classificationTask,
  detection: detectionTask,
  segmentation: segmentationTask,
}

/** Throws AppError `unsupported-model` for a task that cannot be learnt. */
export function taskOf(task: Task): TuneTask {
  const found = tuneTasks[task]
  if (found === undefined) throw new AppError('unsupported-model', `Models for ${task} cannot be trained here.`, { hint: 'Choose another model.' })
  return found
}
