import { create } from 'zustand'
import type { EvaluationId } from '#core/contract/evaluation'
import type { ScopeKind } from '../../../state/photo-scope'

interface EvaluationsView {
  /** What the Compare part shows; null for the choice of models and photos. */
  readonly evaluationId: EvaluationId | null
  /** null stands for the one that a person has set up. */
  readonly scopeKind: ScopeKind | null
  readonly speed: 'measured' | 'left-out'
}

/** Which evaluation is shown, and how the next one is begun; kept while other pages are shown. */
export const useEvaluationsView = create<EvaluationsView>()(() => ({ evaluationId: null, scopeKind: null, speed: 'measured' }))

export function setEvaluationsView(view: Partial<EvaluationsView>): void {
  useEvaluationsView.setState(view)
}
