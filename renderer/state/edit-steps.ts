import type { EditStep } from '#core/model/edit-step'
import type { Job } from '#core/model/job'
import { useEngineQuery } from './engine-query'
import { useCommand } from './use-command'

const noSteps: readonly EditStep[] = []

/** The step that a finished job left, as long as it is the newest one: only that can be taken back. */
export function stepOfJob(steps: readonly EditStep[], kind: EditStep['kind'], { startedAtMs, endedAtMs }: Pick<Job, 'startedAtMs' | 'endedAtMs'>): EditStep | undefined {
  const newest = steps[0]
  if (newest?.kind !== kind || endedAtMs === null) return undefined
  return newest.madeAtMs >= startedAtMs && newest.madeAtMs <= endedAtMs ? newest : undefined
}

/** Steps over many photos, the newest first, and the way back. */
export function useEditSteps() {
  const { mutate, isPending, data } = useCommand('step.undo')
  return {
    steps: useEngineQuery('step.list', {}).data ?? noSteps,
    isUndoing: isPending,
    /** What the last undo here took back. */
    undone: data,
    undo: (stepId: number): void => mutate({ stepId }),
  }
}
