import type { Rate } from './engine-rate'
import type { StepCosts } from './step-costs'

export interface Measured {
  readonly model: string
  readonly photos: string
  readonly workers: number
  readonly costs: StepCosts
  readonly rate: Rate
  readonly python: Rate | null
  /** With reduced decoding; null where nothing can be reduced. */
  readonly pythonReduced: Rate | null
}

export interface ReportRow extends Measured {
  /** Photos per second if the workers did nothing but decode, prepare, infer and answer, and never waited. */
  readonly boundPerSecond: number
  readonly shareOfBound: number
  /** The same from CPU time alone, which other programs on the machine do not disturb. */
  readonly shareOfBoundByCpu: number
  readonly timesPython: number | null
  readonly timesPythonByCpu: number | null
  readonly timesReducedPythonByCpu: number | null
}

export function reportRow(measured: Measured): ReportRow {
  const { costs, rate, python, pythonReduced, workers } = measured
  const sumMs = costs.decode + costs.prepare + costs.infer + costs.answer
  const boundPerSecond = (workers * 1000) / sumMs
  return {
    ...measured,
    boundPerSecond,
    shareOfBound: rate.photosPerSecond / boundPerSecond,
    shareOfBoundByCpu: sumMs / rate.cpuMsPerPhoto,
    timesPython: python === null ? null : rate.photosPerSecond / python.photosPerSecond,
    timesPythonByCpu: python === null ? null : python.cpuMsPerPhoto / rate.cpuMsPerPhoto,
    timesReducedPythonByCpu: pythonReduced === null ? null : pythonReduced.cpuMsPerPhoto / rate.cpuMsPerPhoto,
  }
}

const columns: readonly (readonly [string, (row: ReportRow) => string])[] = [
  ['model', (row) => row.model],
  ['photos', (row) => row.photos],
  ['read, hash ms', (row) => row.costs.read.toFixed(2)],
  ['decode ms', (row) => row.costs.decode.toFixed(2)],
  ['prepare ms', (row) => row.costs.prepare.toFixed(2)],
  ['infer ms', (row) => row.costs.infer.toFixed(2)],
  ['answer ms', (row) => row.costs.answer.toFixed(2)],
  ['bound /s', (row) => row.boundPerSecond.toFixed(1)],
  ['run /s', (row) => row.rate.photosPerSecond.toFixed(1)],
  ['of bound', (row) => row.shareOfBound.toFixed(2)],
  ['CPU ms', (row) => row.rate.cpuMsPerPhoto.toFixed(2)],
  ['of bound by CPU', (row) => row.shareOfBoundByCpu.toFixed(2)],
  ['Python /s', (row) => row.python?.photosPerSecond.toFixed(1) ?? '-'],
  ['times Python', (row) => row.timesPython?.toFixed(2) ?? '-'],
  ['by CPU', (row) => row.timesPythonByCpu?.toFixed(2) ?? '-'],
  ['times Python with reduced decode, by CPU', (row) => row.timesReducedPythonByCpu?.toFixed(2) ?? '-'],
]

/** A Markdown table. */
export function reportTable(rows: readonly ReportRow[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    line(columns.map(([name]) => name)),
    line(columns.map(() => '---')),
    ...rows.map((row) => line(columns.map(([, value]) => value(row)))),
  ].join('\n')
}
