import type { QuantizedModelReport } from '#core/contract/models'
import type { QuantizedLineage } from '#core/model/model-lineage'
import type { LayerReport } from '#core/quantize/report/layer-report'
import { counted } from '../datasets/report-text'

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}

function calibrationLine({ calibration, report }: QuantizedLineage): string {
  if (calibration.photos === 0) return `Made without photos, compared on ${counted(report.photos, 'photo')}\n`
  const compared = calibration.heldOutPhotos === 0 ? 'the same ones, which flatters it' : counted(report.photos, 'other')
  return `Calibrated on ${counted(calibration.photos, 'photo')}, compared on ${compared}\n`
}

function layersLine({ report: { layers } }: QuantizedLineage): string {
  return layers === null ? '' : `Layers: ${layers.integer} on integers, ${layers.folded} taken over by the one before, ${layers.float} in float\n`
}

/** What was made, from what, how well it agrees, and whether it should be used. */
export function quantizeText({ card, path, skipped }: Pick<QuantizedModelReport, 'card' | 'path' | 'skipped'>, lineage: QuantizedLineage): string {
  const { madeFrom, settings, reason, report } = lineage
  const share = Math.round((100 * card.bytes) / madeFrom.bytes)
  return [
    `${card.id}: ${megabytes(card.bytes)}, ${share} % of the ${megabytes(madeFrom.bytes)} of ${madeFrom.modelId}\n`,
    `File: ${path}\n`,
    `Form: ${String(settings['kind'])}. ${reason}\n`,
    calibrationLine(lineage),
    ...skipped.map((photo) => `  left out: ${photo.path}: ${photo.reason}\n`),
    layersLine(lineage),
    `Agreement with ${madeFrom.modelId}: ${(100 * report.agreement).toFixed(1)} %\n`,
    `${report.verdict.kind === 'recommended' ? 'Recommended' : 'Not recommended'}: ${report.verdict.reason}\n`,
  ].join('')
}

const decibels = (value: number | null): string => (value === null ? '' : value.toFixed(1))

/** One line per layer: where it runs, noise of weights and results in decibels, and why it stayed in float. */
export function layerTable(layers: readonly LayerReport[]): string {
  if (layers.length === 0) return 'This form does not look at single layers.\n'
  const rows = [
    ['layer', 'operator', 'runs', 'weights dB', 'result dB', ''],
    ...layers.map(({ name, opType, runs, weightSqnrDb, outputSqnrDb, reason }) => [name, opType, runs, decibels(weightSqnrDb), decibels(outputSqnrDb), reason ?? '']),
  ]
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const isNumber = (column: number): boolean => column === 3 || column === 4
  const cell = (text: string, column: number): string => (isNumber(column) ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0))
  return rows.map((row) => `${row.map(cell).join('  ').trimEnd()}\n`).join('')
}
