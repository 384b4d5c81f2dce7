import { create } from 'zustand'
import type { ScopeKind } from '../../../state/photo-scope'
import { beginExchange } from '../../../state/exchange'
import { initialDraft, type RecipeDraft } from './recipe-draft'

interface QuantizeChoice {
  readonly modelId: string | null
  readonly source: 'project' | 'folder'
  /** null stands for the most particular that is set up. */
  readonly scopeKind: ScopeKind | null
  readonly folder: string | null
  readonly count: number
  readonly seed: number
  readonly recipe: RecipeDraft
}

/** What was chosen last, kept while the window is open. */
export const useQuantizeChoice = create<QuantizeChoice>()(() => ({ modelId: null, source: 'project', scopeKind: null, folder: null, count: 100, seed: 1, recipe: initialDraft }))

export function setQuantizeChoice(choice: Partial<QuantizeChoice>): void {
  useQuantizeChoice.setState(choice)
}

export function setRecipe(part: Partial<RecipeDraft>): void {
  useQuantizeChoice.setState(({ recipe }) => ({ recipe: { ...recipe, ...part } }))
}

/** Opens the wizard for a model. */
export function beginQuantizing(modelId: string): void {
  useQuantizeChoice.setState({ modelId })
  beginExchange('quantize')
}
