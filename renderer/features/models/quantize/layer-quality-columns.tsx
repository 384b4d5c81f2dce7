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
  { id: 'name', title: 'Layer', width: 'minmax(160px, 2fr)', value: ({ name, opType }) => (name === '' ? opType : name) },
  { id: 'type', title: 'Type', width: 'minmax(80px, 1fr)', value: ({ opType }) => opType },
  { id: 'runs', title: 'Runs in', width: '72px', value: ({ runs }) => ways[runs] },
  { id: 'weights', title: 'SQNR weights', unit: 'dB', width: '136px', value: ({ weightSqnrDb }) => weightSqnrDb, text: ({ weightSqnrDb }) => decibels(weightSqnrDb) },
  { id: 'output', title: 'SQNR output', unit: 'dB', width: '132px', value: ({ outputSqnrDb }) => outputSqnrDb, text: ({ outputSqnrDb }) => decibels(outputSqnrDb) },
  { id: 'range', title: 'Range of codes', width: '124px', value: ({ codes }) => (codes === null ? null : rangeText(codes.range)) },
  { id: 'seen', title: 'Values seen', width: '128px', value: ({ codes }) => (codes === null ? null : rangeText(codes.seen)) },
  { id: 'clipped', title: 'Clipped', unit: '%', width: '84px', value: ({ codes }) => (codes === null ? null : 100 * codes.clippedShare), text: ({ codes }) => (codes === null ? '–' : formatPercent(codes.clippedShare).replace(' %', '')) },
  { id: 'histogram', title: 'Distribution', width: '150px', value: () => null, show: ({ codes }) => (codes === null ? '' : <RangeHistogram codes={codes} />) },
]
