import { useMemo } from 'react'
import type { TuneClassCount, TuneOrder, TunePreview } from '#core/contract/tune'
import type { ModelEntry } from '#core/contract/runs'
import type { ScopeKind } from '../../../state/photo-scope'
import { useModels } from '../../../state/queries'
import { useScopeOptions, type ScopeOption } from '../../../state/use-scope-options'
import { useTunePreview } from '../queries'
import { countedOrder, orderOfDraft, useTuneDraft, type TuneDraft } from '../tune-draft'

/** Everything the steps choose from, and what the engine makes of the choices. */
export interface WizardState {
  readonly draft: TuneDraft
  /** Models that can learn: usable ones whose weights are not rounded. */
  readonly models: readonly ModelEntry[]
  readonly model: ModelEntry | null
  readonly scopes: readonly ScopeOption[]
  readonly scopeKind: ScopeKind
  readonly order: TuneOrder | null
  readonly preview: TunePreview | null
  /** True while the counts are those of earlier choices. */
  readonly isCounting: boolean
  readonly error: Error | null
  /** Every class that reviewed photos have, chosen or not. */
  readonly offered: readonly TuneClassCount[]
}

const noClasses: readonly TuneClassCount[] = []

export function useWizardState(): WizardState {
  const draft = useTuneDraft()
  const { entries } = useModels()
  const { options, preferred, scope } = useScopeOptions()
  const models = useMemo(() => entries.filter(({ usable, card }) => usable && card.lineage?.kind !== 'quantized'), [entries])
  const model = models.find(({ card }) => card.id === draft.modelId) ?? models[0] ?? null
  const scopeKind = draft.scopeKind !== null && options.some(({ kind }) => kind === draft.scopeKind) ? draft.scopeKind : preferred
  const order = model === null ? null : orderOfDraft(draft, model.card, scope(scopeKind))
  const counted = order === null ? null : countedOrder(order)
  const { data, error, isPlaceholderData, isPending } = useTunePreview(counted)
  const everyClass = useTunePreview(counted === null ? null : { ...counted, classIds: null })
  return {
    draft,
    models,
    model,
    scopes: options,
    scopeKind,
    order,
    preview: data ?? null,
    isCounting: isPending || isPlaceholderData,
    error,
    offered: everyClass.data?.classes ?? noClasses,
  }
}
