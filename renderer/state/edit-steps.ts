import type { EditStep } from '#core/model/edit-step'
import { useEngineQuery } from './engine-query'
import { useCommand } from './use-command'

const noSteps: readonly EditStep[] = []

/** Steps over many photos that can be taken back, the newest first; only that one can be taken back now. */
export function useEditSteps() {
  const { mutate, isPending } = useCommand('step.undo')
  return {
    steps: useEngineQuery('step.list', {}).data ?? noSteps,
    isUndoing: isPending,
    undo: (stepId: number, onDone: () => void): void => mutate({ stepId }, { onSuccess: onDone }),
  }
}
