import { useMemo, useState } from 'react'
import type { ModelAnalysis } from '#core/contract/model-insight'
import { saveFile } from '../../../state/save-file'
import { Button } from '../../../ui/button'
import { csvText } from '../../../ui/chart/csv-text'
import { DataTable } from '../../../ui/data-table/data-table'
import { tableOf } from '../../../ui/data-table/table-column'
import { formatCount } from '../../../ui/format'
import { Segmented } from '../../../ui/segmented'
import { AnalysisOf } from './analysis-of'
import styles from './analysis.module.css'
import { LayerCostFigure } from './layer-cost-figure'
import { layerColumns, numberedLayers } from './layer-columns'

type Shown = 'weights' | 'all'

/** What each layer costs, as a chart and as a table. */
export function LayersView({ modelId }: { readonly modelId: string }) {
  return <AnalysisOf modelId={modelId}>{(analysis) => <Layers analysis={analysis} />}</AnalysisOf>
}

function Layers({ analysis }: { readonly analysis: ModelAnalysis }) {
  const [shown, setShown] = useState<Shown>('weights')
  const all = useMemo(() => numberedLayers(analysis.layers), [analysis])
  const weighted = useMemo(() => all.filter(({ parameters, multiplyAdds }) => parameters > 0 || (multiplyAdds ?? 0) > 0), [all])
  const rows = shown === 'all' ? all : weighted
  return (
    <>
      <LayerCostFigure name={analysis.name} layers={weighted} />
      <div className={styles.line}>
        <Segmented
          label="Layers shown"
          value={shown}
          options={[
            { value: 'weights', label: `With weights (${formatCount(weighted.length)})` },
            { value: 'all', label: `All nodes (${formatCount(all.length)})` },
          ]}
          onChange={setShown}
        />
        <Button onClick={() => void saveFile('Layers.csv', new TextEncoder().encode(csvText(tableOf(rows, layerColumns))))}>Save as CSV…</Button>
      </div>
      <DataTable label="Layers" columns={layerColumns} rows={rows} keyOf={({ number }) => String(number)} currentKey={String(all.find(({ name }) => name === analysis.peak.at)?.number ?? '')} />
      <p className={styles.soft}>The marked layer is where most activation memory is in use. MAdds count products in convolutions and fully connected layers.</p>
      <h3>Operators</h3>
      <ul className={styles.chips} aria-label="Operators">
        {analysis.operators.map(({ opType, count }) => (
          <li key={opType}>
            {opType} <span>{formatCount(count)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
