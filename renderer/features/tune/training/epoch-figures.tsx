import { useCallback } from 'react'
import type { TuneEpoch } from '#core/contract/tune'
import { presentError } from '../../../state/notices'
import { saveFile } from '../../../state/save-file'
import { ChartFigure } from '../../../ui/chart/chart-figure'
import type { ChartTable } from '../../../ui/chart/chart-table'
import type { DrawChart } from '../../../ui/chart/draw-chart'
import { formatPercent } from '../../../ui/format'
import styles from './training.module.css'

interface EpochFiguresProps {
  readonly epochs: readonly TuneEpoch[]
  readonly bestEpoch: number | null
  /** Name of the task's metric; said in general while it is not known. */
  readonly metric: string
}

interface Point {
  readonly epoch: number
  readonly of: 'learnt from' | 'held out'
  readonly value: number
}

const colors = { domain: ['learnt from', 'held out'], range: ['var(--text-faint)', 'var(--accent)'] }
const heightPx = 210

/** How the loss and the metric went, epoch by epoch, with the best of them marked. */
export function EpochFigures({ epochs, bestEpoch, metric }: EpochFiguresProps) {
  const best = epochs.find(({ epoch }) => epoch === bestEpoch)
  const loss = useEpochChart(epochs.flatMap(({ epoch, trainLoss, validationLoss }) => [point(epoch, 'learnt from', trainLoss), point(epoch, 'held out', validationLoss)]), bestEpoch, undefined)
  const quality = useEpochChart(epochs.map(({ epoch, validationMetric }) => point(epoch, 'held out', validationMetric)), bestEpoch, [0, 1])
  return (
    <div className={styles.figures}>
      <ChartFigure
        title="Loss"
        summary={`Loss over ${epochs.length} epochs; ${best === undefined ? 'none is the best yet' : `the lowest of photos held out is ${rounded(best.validationLoss)} in epoch ${best.epoch}`}.`}
        table={tableOf(epochs)}
        draw={loss}
        note="Grey: photos learnt from. Coloured: photos held out; the lowest of these decides."
        onSave={(name, bytes) => void saveFile(name, bytes)}
        onError={presentError}
      />
      <ChartFigure
        title={metric}
        summary={`${metric} of photos held out over ${epochs.length} epochs; ${best === undefined ? 'none is the best yet' : `${formatPercent(best.validationMetric)} in the best one, epoch ${best.epoch}`}.`}
        table={tableOf(epochs)}
        draw={quality}
        note="On the photos held out to choose the best version by."
        onSave={(name, bytes) => void saveFile(name, bytes)}
        onError={presentError}
      />
    </div>
  )
}

function point(epoch: number, of: Point['of'], value: number): Point {
  return { epoch, of, value }
}

function useEpochChart(points: readonly Point[], bestEpoch: number | null, domain: readonly [number, number] | undefined): DrawChart {
  const key = JSON.stringify([points, bestEpoch, domain])
  return useCallback<DrawChart>(
    (plot) => {
      const [drawn, best, range] = JSON.parse(key) as [Point[], number | null, [number, number] | null]
      const first = drawn[0]?.epoch ?? 1
      const last = Math.max(first + 1, drawn.at(-1)?.epoch ?? 1)
      return {
        height: heightPx,
        marginLeft: 44,
        marginTop: 22,
        x: { label: null, domain: [first, last], ticks: wholeTicks(first, last), tickFormat: String, insetLeft: 8, insetRight: 8 },
        y: { label: null, grid: true, ticks: 4, ...(range === null ? { zero: true } : { domain: range, tickFormat: '%' }) },
        color: colors,
        marks: [
          ...(best === null ? [] : [plot.ruleX([best], { stroke: 'var(--success)', strokeDasharray: '4 3' }), plot.text([best], { x: (epoch: number) => epoch, frameAnchor: 'top', text: () => `best: ${best}`, dy: -16, fill: 'var(--success)' })]),
          plot.line(drawn, { x: 'epoch', y: 'value', stroke: 'of', strokeWidth: 2 }),
          plot.dot(drawn, { x: 'epoch', y: 'value', fill: 'of', r: 3 }),
          plot.tip(drawn, plot.pointerX({ x: 'epoch', y: 'value', title: ({ epoch, of, value }: Point) => `epoch ${epoch}, ${of}: ${range === null ? rounded(value) : formatPercent(value)}` })),
        ],
      }
    },
    [key],
  )
}

/** Whole numbers from first to last, ten or so at most. */
function wholeTicks(first: number, last: number): readonly number[] {
  const step = Math.ceil((last - first + 1) / 10)
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, at) => first + at * step)
}

function tableOf(epochs: readonly TuneEpoch[]): ChartTable {
  return {
    columns: ['Epoch', 'Loss, learnt from', 'Loss, held out', 'Metric, held out', 'Rate or strength'],
    rows: epochs.map(({ epoch, trainLoss, validationLoss, validationMetric, rate }) => [epoch, rounded(trainLoss), rounded(validationLoss), rounded(validationMetric), rate]),
  }
}

function rounded(value: number): number {
  return Number(value.toPrecision(3))
}
