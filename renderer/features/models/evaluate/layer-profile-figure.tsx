import { useCallback } from 'react'
import type { ModelAnalysis } from '#core/contract/model-insight'
import { presentError } from '../../../state/notices'
import { saveFile } from '../../../state/save-file'
import { ChartFigure } from '../../../ui/chart/chart-figure'
import type { DrawChart } from '../../../ui/chart/draw-chart'
import { formatPercent } from '../../../ui/format'
import { layerProfile } from './layer-profile'

export interface ProfiledModel {
  readonly name: string
  readonly color: string
  readonly analysis: ModelAnalysis
}

/** How much of the multiply-adds is behind the picture at each part of the way: where in a network the work is. */
export function LayerProfileFigure({ models }: { readonly models: readonly ProfiledModel[] }) {
  const draw = useCallback<DrawChart>(
    (plot) => {
      const steps = models.flatMap(({ name, color, analysis }) => layerProfile(analysis.layers).map((step) => ({ ...step, name, color })))
      return {
        height: 260,
        marginLeft: 48,
        marginBottom: 38,
        x: { label: 'layers with weights, from input to output', labelAnchor: 'center', labelArrow: 'none', domain: [0, 1], tickFormat: '%', ticks: 5 },
        y: { label: null, grid: true, domain: [0, 1], tickFormat: '%', ticks: 5 },
        marks: [
          plot.line(steps, { x: 'way', y: 'share', z: 'name', stroke: 'color', strokeWidth: 2, curve: 'step-after' }),
          plot.tip(steps, plot.pointer({ x: 'way', y: 'share', title: ({ name, layer, share }: (typeof steps)[number]) => `${name}\n${layer}\n${formatPercent(share)} of the MAdds up to here` })),
        ],
      }
    },
    [models],
  )
  return (
    <ChartFigure
      title="MAdds along the network"
      width="full"
      summary={`Share of the multiply-adds up to each layer of ${models.map(({ name }) => name).join(', ')}.`}
      table={{
        columns: ['Model', 'Layer', 'Share of MAdds up to here'],
        rows: models.flatMap(({ name, analysis }) => layerProfile(analysis.layers).map(({ layer, share }) => [name, layer, Number(share.toFixed(4))])),
      }}
      draw={draw}
      note="Colours as in the table. A steep part is where most arithmetic is."
      onSave={(name, bytes) => void saveFile(name, bytes)}
      onError={presentError}
    />
  )
}
