import type { Task } from '#core/model/prediction'
import { classificationTask } from './classification/classification-task'
import type { TuneTask } from './tune-task'

/** How each kind of model learns. */
export const tuneTasks: Readonly<Partial<Record<Task, TuneTask>>> = {
  classification: classificationTask,
}
