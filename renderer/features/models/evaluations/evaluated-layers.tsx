import { useMemo } from 'react'
import { useModels } from '../../../state/queries'
import { LayerProfileFigure } from '../evaluate/layer-profile-figure'
import { useModelAnalyses } from '../queries'
import type { EvaluatedRow } from './evaluated-row'

/** Where in the evaluated networks the work is; of those that are still here as they were. */
export function EvaluatedLayers({ rows }: { readonly rows: readonly EvaluatedRow[] }) {
  const { entries } = useModels()
  const here = useMemo(() => rows.filter(({ model }) => entries.some(({ card, usable }) => usable && card.id === model.modelId && card.sha256 === model.sha256)), [rows, entries])
  const { analyses } = useModelAnalyses(here.map(({ model }) => model.modelId))
  const profiled = useMemo(
    () =>
      here.flatMap(({ model, color }) => {
        const analysis = analyses.get(model.modelId)
        return analysis === undefined ? [] : [{ name: model.name, color, analysis }]
      }),
    [here, analyses],
  )
  return profiled.length === 0 ? null : <LayerProfileFigure models={profiled} />
}
