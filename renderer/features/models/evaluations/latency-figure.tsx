import { useCallback, useMemo, useState } from 'react'
import { presentError } from '../../../state/notices'
import { saveFile } from '../../../state/save-file'
import { ChartFigure } from '../../../ui/chart/chart-figure'
import type { DrawChart } from '../../../ui/chart/draw-chart'
import { formatAmount, formatMeasured } from '../../../ui/format'
import { Segmented } from '../../../ui/segmented'
import type { EvaluatedRow } from './evaluated-row'

type Threads = 'one' | 'all'

const rowPx = 38
const emPx = 12

/** Names of versions are long; a narrow chart cuts them off. */
function nameMargin(widthPx: number): { readonly marginLeft: number } {
  return { marginLeft: Math.min(270, Math.max(160, 0.28 * widthPx)) }
}

/** Every measured latency as a stroke, so that the spread is seen and not only told. */
export function LatencyFigure({ rows }: { readonly rows: readonly EvaluatedRow[] }) {
  const [wanted, setWanted] = useState<Threads>('one')
  const all = rows.find(({ allThreads }) => allThreads !== null)?.allThreads ?? null
  const threads: Threads = all === null ? 'one' : wanted
  const measured = useMemo(
    () =>
      rows.flatMap(({ model, color, oneThread, allThreads }) => {
        const figures = threads === 'one' ? oneThread : allThreads
        return figures === null ? [] : [{ name: model.name, color, figures }]
      }),
    [rows, threads],
  )
  const draw = useCallback<DrawChart>(
    (plot, widthPx) => {
      const samples = measured.flatMap(({ name, color, figures }) => figures.samplesMs.map((ms) => ({ name, color, ms })))
      const middles = measured.map(({ name, figures }) => ({ name, ...figures }))
      return {
        height: measured.length * rowPx + 46,
        marginTop: 6,
        ...nameMargin(widthPx),
        marginRight: 24,
        marginBottom: 38,
        x: { label: 'ms', labelAnchor: 'center', labelArrow: 'none', grid: true, zero: true, ticks: 6 },
        y: { label: null, tickSize: 0, padding: 0.3, domain: measured.map(({ name }) => name) },
        marks: [
          plot.axisY({ label: null, tickSize: 0, lineWidth: nameMargin(widthPx).marginLeft / emPx - 1, textOverflow: 'ellipsis' }),
          plot.tickX(samples, { x: 'ms', y: 'name', stroke: 'color', strokeOpacity: 0.4 }),
          plot.dot(middles, { x: 'p50Ms', y: 'name', r: 4, fill: 'var(--text)', stroke: 'var(--panel)' }),
          plot.tip(middles, plot.pointerY({ x: 'p50Ms', y: 'name', title: (middle: (typeof middles)[number]) => `${middle.name}\np50 ${formatMeasured(middle.p50Ms)} ms, p95 ${formatMeasured(middle.p95Ms)} ms\nfastest ${formatMeasured(middle.minMs)} ms` })),
        ],
      }
    },
    [measured],
  )
  if (measured.length === 0) return null
  return (
    <ChartFigure
      title="Latency"
      width="full"
      summary={measured.map(({ name, figures }) => `${name}: median ${formatMeasured(figures.p50Ms)} ms, 95 % within ${formatMeasured(figures.p95Ms)} ms`).join('; ')}
      table={{ columns: ['Model', 'Run', 'Latency (ms)'], rows: measured.flatMap(({ name, figures }) => figures.samplesMs.map((ms, at) => [name, at + 1, Number(ms.toFixed(3))])) }}
      draw={draw}
      controls={
        all !== null && (
          <Segmented
            label="Threads"
            value={threads}
            options={[
              { value: 'one', label: '1 thread' },
              { value: 'all', label: formatAmount(all.threads, 'thread') },
            ]}
            onChange={setWanted}
          />
        )
      }
      note="One stroke per run, the point at the median. Runs of the models took turns, so that what else the computer did met all of them."
      onSave={(name, bytes) => void saveFile(name, bytes)}
      onError={presentError}
    />
  )
}
