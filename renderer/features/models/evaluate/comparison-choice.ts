import { create } from 'zustand'

interface ComparisonChoice {
  /** null stands for all of the task that has most models. */
  readonly modelIds: readonly string[] | null
  /** null stands for the first of the models. */
  readonly referenceId: string | null
}

/** What the Compare part of the Models page compares, kept while other pages are shown. */
export const useComparisonChoice = create<ComparisonChoice>()(() => ({ modelIds: null, referenceId: null }))

export function setComparisonChoice(choice: Partial<ComparisonChoice>): void {
  useComparisonChoice.setState(choice)
}
