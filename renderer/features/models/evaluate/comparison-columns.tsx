import type { TableColumn } from '../../../ui/data-table/table-column'
import { formatMeasured, formatMegabytes, formatPercent } from '../../../ui/format'
import { amountText } from '../analysis/analysis-text'
import type { ComparedModel } from './compared-model'
import styles from './evaluate.module.css'

/** Shows a number where there is one. */
function known(value: number | null, text: (value: number) => string): string {
  return value === null ? '–' : text(value)
}

/** What each model costs. */
export const comparisonColumns: readonly TableColumn<ComparedModel>[] = [
  {
    id: 'name',
    title: 'Model',
    leastPx: 220, grow: 2,
    value: ({ name }) => name,
    show: ({ name, color }) => (
      <span className={styles.named}>
        <svg width={10} height={10} aria-hidden>
          <circle cx={5} cy={5} r={5} fill={color} />
        </svg>
        {name}
      </span>
    ),
  },
  { id: 'agreement', title: 'Agreement with reference', leastPx: 188, value: ({ agreement }) => agreement, text: ({ agreement }) => known(agreement, formatPercent) },
  { id: 'size', title: 'Size', unit: 'bytes', leastPx: 104, value: ({ bytes }) => bytes, text: ({ bytes }) => formatMegabytes(bytes) },
  { id: 'parameters', title: 'Parameters', leastPx: 104, value: ({ parameters }) => parameters, text: ({ parameters }) => known(parameters, amountText) },
  { id: 'multiply-adds', title: 'MAdds', leastPx: 92, value: ({ multiplyAdds }) => multiplyAdds, text: ({ multiplyAdds }) => known(multiplyAdds, amountText) },
  { id: 'memory', title: 'Peak memory', unit: 'bytes', leastPx: 148, value: ({ peakBytes }) => peakBytes, text: ({ peakBytes }) => known(peakBytes, formatMegabytes) },
  { id: 'fused', title: 'Fused', unit: 'bytes', leastPx: 112, value: ({ fusedPeakBytes }) => fusedPeakBytes, text: ({ fusedPeakBytes }) => known(fusedPeakBytes, formatMegabytes) },
  { id: 'speed', title: 'Speed here', unit: 'ms/photo', leastPx: 172, value: ({ photoMs }) => (photoMs === null ? null : Number(photoMs.toFixed(2))), text: ({ photoMs }) => known(photoMs, formatMeasured) },
]
