import type { ModelEntry } from '#core/contract/runs'
import type { Task } from '#core/model/prediction'

export interface ChosenModels {
  readonly task: Task
  /** Usable ones of the task, in the order of the list. */
  readonly offered: readonly ModelEntry[]
  readonly chosen: readonly ModelEntry[]
  readonly reference: ModelEntry
}

/**
 * The models that are compared: those chosen that are of one task with the first of them; without a choice all of the task that
 * has most models. null when there are none.
 */
export function chosenModels(entries: readonly ModelEntry[], modelIds: readonly string[] | null, referenceId: string | null): ChosenModels | null {
  const usable = entries.filter((entry) => entry.usable)
  const wanted = modelIds === null ? [] : usable.filter(({ card }) => modelIds.includes(card.id))
  const task = wanted[0]?.card.task ?? largestTask(usable)
  if (task === null) return null
  const offered = usable.filter(({ card }) => card.task === task)
  const chosen = wanted.length === 0 ? offered : wanted.filter(({ card }) => card.task === task)
  const reference = chosen.find(({ card }) => card.id === referenceId) ?? chosen[0]
  return reference === undefined ? null : { task, offered, chosen, reference }
}

function largestTask(entries: readonly ModelEntry[]): Task | null {
  const counts = new Map<Task, number>()
  for (const { card } of entries) counts.set(card.task, (counts.get(card.task) ?? 0) + 1)
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? null
}
