import { create } from 'zustand'
import type { Tune, TuneId } from '#core/contract/tune'

export type WizardStep = 'model' | 'photos' | 'classes'
/** A training, what is needed for a new one, or whichever is running. */
type Shown = { readonly kind: 'training'; readonly tuneId: TuneId } | { readonly kind: 'new' } | { readonly kind: 'running' }

interface TuneView {
  readonly shown: Shown
  readonly step: WizardStep
}

/** What the Tune page shows, kept while other pages are shown. */
export const useTuneView = create<TuneView>()(() => ({ shown: { kind: 'running' }, step: 'model' }))

export function showTraining(tuneId: TuneId): void {
  useTuneView.setState({ shown: { kind: 'training', tuneId } })
}

export function showNewTraining(): void {
  useTuneView.setState({ shown: { kind: 'new' } })
}

export function showStep(step: WizardStep): void {
  useTuneView.setState({ step })
}

/** The training that is on the page; null for what is needed for a new one. */
export function shownTraining(shown: Shown, tunes: readonly Tune[]): Tune | null {
  if (shown.kind === 'new') return null
  return tunes.find((tune) => (shown.kind === 'running' ? tune.state === 'running' : tune.id === shown.tuneId)) ?? null
}
