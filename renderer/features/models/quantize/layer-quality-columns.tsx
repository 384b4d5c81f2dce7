import type { LayerReport } from '#core/quantize/report/layer-report'
import type { TableColumn } from '../../../ui/data-table/table-column'
import { formatMeasured, formatPercent } from '../../../ui/format'
import { RangeHistogram } from './range-histogram'

const ways: Readonly<Record<LayerReport['runs'], string>> = { integer: '8 bits', folded: 'folded', float: 'float' }

/** A number of a range, with the digits that matter. */
export function rangeText({ low, high }: { readonly low: number; readonly high: number }): string {
  return `${signed(low)} to ${signed(high)}`
}

function signed(value: number): string {
  return value < 0 ? `−${formatMeasured(-value)}` : value === 0 ? '0' : formatMeasured(value)
}

function decibels(value: number | null): string {
  return value === null ? '–' : value.toFixed(1)
}

export const layerQualityColumns: readonly TableColumn<LayerReport>[] = [
  { id: 'name', title: 'Layer', leastPx: 160, grow: 2, value: ({ name, opType }) => (name === '' ? opType : name) },
  { id: 'type', title: 'Type', leastPx: 80, grow: 1, value: ({ opType }) => opType },
  { id: 'runs', title: 'Runs in', leastPx: 72, value: ({ runs }) => ways[runs] },
  { id: 'weights', title: 'SQNR weights', unit: 'dB', leastPx: 136, value: ({ weightSqnrDb }) => weightSqnrDb, text: ({ weightSqnrDb }) => decibels(weightSqnrDb) },
  { id: 'output', title: 'SQNR output', unit: 'dB', leastPx: 132, value: ({ outputSqnrDb }) => outputSqnrDb, text: ({ outputSqnrDb }) => decibels(outputSqnrDb) },
  { id: 'range', title: 'Range of codes', leastPx: 124, value: ({ codes }) => (codes === null ? null : rangeText(codes.range)) },
  { id: 'seen', title: 'Values seen', leastPx: 128, value: ({ codes }) => (codes === null ? null : rangeText(codes.seen)) },
  { id: 'clipped', title: 'Clipped', unit: '%', leastPx: 84, value: ({ codes }) => (codes === null ? null : 100 * codes.clippedShare), text: ({ codes }) => (codes === null ? '–' : formatPercent(codes.clippedShare).replace(' %', '')) },
  { id: 'histogram', title: 'Distribution', leastPx: 150, value: () => null, show: ({ codes }) => (codes === null ? '' : <RangeHistogram codes={codes} />) },
]
