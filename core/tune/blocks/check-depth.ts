import { AppError } from '#core/contract/errors'
import { blocksOf, type TuneDepth } from '#core/model/tune-depth'
import type { ClassPlan } from '../class-plan'
import type { TuneTask } from '../tune-task'

/** Throws AppError `bad-input` for an order whose blocks cannot learn. */
export function checkDepth(depth: TuneDepth, { kept }: Pick<ClassPlan, 'kept'>, { task, deepen }: Pick<TuneTask, 'task' | 'deepen'>): void {
  if (blocksOf(depth) === 0) return
  if (deepen === undefined) throw new AppError('bad-input', `Of models for ${task} only the head can learn.`, { hint: 'Train the head alone.' })
  if (kept === 'extend') {
    throw new AppError('bad-input', 'When blocks of a model change, its own classes are no longer answered as they were.', {
      hint: 'Train the head alone, or leave the model’s own classes out.',
    })
  }
}
