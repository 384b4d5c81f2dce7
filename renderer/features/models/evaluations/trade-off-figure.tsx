import { useCallback, useMemo, useState } from 'react'
import type { EvaluationReport, ParetoCost } from '#core/contract/evaluation'
import type { PublishedModel } from '#core/zoo/mobilenet-v2-published'
import { presentError } from '../../../state/notices'
import { saveFile } from '../../../state/save-file'
import { ChartFigure } from '../../../ui/chart/chart-figure'
import type { DrawChart } from '../../../ui/chart/draw-chart'
import { formatMeasured, formatMegabytes, formatPercent } from '../../../ui/format'
import { Segmented } from '../../../ui/segmented'
import { amountText } from '../analysis/analysis-text'
import type { EvaluatedRow } from './evaluated-row'
import { intervalText } from './estimate-text'
import { labelOffsets } from './label-offsets'
import styles from './evaluations.module.css'

interface Cost {
  readonly value: ParetoCost
  readonly label: string
  of(row: EvaluatedRow): number | null
  text(value: number): string
}

const costs: readonly Cost[] = [
  { value: 'multiply-adds', label: 'MAdds', of: ({ model }) => model.multiplyAdds, text: amountText },
  { value: 'file-bytes', label: 'Size', of: ({ model }) => model.fileBytes, text: formatMegabytes },
  { value: 'latency', label: 'Latency', of: ({ oneThread }) => oneThread?.p50Ms ?? null, text: (value) => `${formatMeasured(value)} ms` },
]

/** What published figures can stand behind: the top-1 of classifiers. */
const publishedFigure = 'top1'
/** Named in the chart; the others are told by pointing. */
const namedSidePx = 224
const heightPx = 340
const margins = { marginTop: 14, marginLeft: 58, marginRight: 250, marginBottom: 42 } as const
const room = { pointPx: 12, wordsWidthPx: 230, wordsHeightPx: 15 } as const
/** Costs of published points that are named differ by more. */
const namedRatio = 1.25

interface TradeOffFigureProps {
  readonly report: EvaluationReport
  readonly rows: readonly EvaluatedRow[]
}

/** Accuracy against cost with intervals and the Pareto front; what was published stands behind. */
export function TradeOffFigure({ report: { fronts, published }, rows }: TradeOffFigureProps) {
  const offered = costs.filter(({ of }) => rows.some((row) => of(row) !== null))
  const [wanted, setWanted] = useState<ParetoCost>('multiply-adds')
  const [showsPublished, setShowsPublished] = useState(true)
  const cost = offered.find(({ value }) => value === wanted) ?? offered[0]
  const metric = rows[0]?.model.accuracy[0]
  const points = useMemo(
    () =>
      rows.flatMap((row) => {
        const value = cost?.of(row) ?? null
        const accuracy = row.model.accuracy[0]
        if (value === null || accuracy === undefined) return []
        const [low, high] = accuracy.estimate.interval
        return [{ modelId: row.model.modelId, name: row.model.name, color: row.color, cost: value, accuracy: accuracy.estimate.value, low, high, estimate: accuracy.estimate }]
      }),
    [rows, cost],
  )
  const hasPublished = metric?.key === publishedFigure && cost?.value === 'multiply-adds' && published.points.length > 0
  const ghosts = useMemo(() => (hasPublished && showsPublished ? published.points : []), [hasPublished, showsPublished, published])
  const front = useMemo(() => {
    const ids = new Set(cost === undefined ? [] : fronts[cost.value])
    return points.filter(({ modelId }) => ids.has(modelId)).toSorted((one, other) => one.cost - other.cost)
  }, [points, fronts, cost])
  const draw = useCallback<DrawChart>(
    (plot, widthPx) => {
      const x = paddedDomain([...points.map((point) => point.cost), ...ghosts.map(({ multiplyAdds }) => multiplyAdds)])
      const y = accuracyDomain([...points.flatMap(({ low, high }) => [low, high]), ...ghosts.map(({ top1 }) => top1)])
      const offsets = labelOffsets(points.map((point) => placeOf(point, { x, y, widthPx })), room)
      return {
        height: heightPx,
        ...margins,
        x: { type: 'log', label: cost?.label ?? '', labelAnchor: 'center', labelArrow: 'none', domain: x, ticks: 4, tickFormat: (value: number) => cost?.text(value) ?? '' },
        y: { label: null, grid: true, domain: y, ticks: 5, tickSize: 0, tickFormat: (value: number) => formatPercent(value) },
        marks: [
          plot.dot(ghosts, { x: 'multiplyAdds', y: 'top1', r: 3, stroke: 'var(--text-faint)', strokeDasharray: '2,2' }),
          plot.text(namedPoints(ghosts), { x: 'multiplyAdds', y: 'top1', text: ({ widthMultiplier }: (typeof ghosts)[number]) => `× ${widthMultiplier}`, dy: -10, fill: 'var(--text-faint)' }),
          plot.line(front, { x: 'cost', y: 'accuracy', stroke: 'var(--line-strong)', strokeDasharray: '4,3', curve: 'step-after' }),
          ...points.flatMap((point, at) => {
            const dx = offsets[at]?.pointPx ?? 0
            return [
              plot.link([point], { x1: 'cost', x2: 'cost', y1: 'low', y2: 'high', dx, stroke: 'color', strokeWidth: 2, strokeOpacity: 0.5 }),
              plot.dot([point], { x: 'cost', y: 'accuracy', dx, r: 5, fill: 'color', stroke: 'var(--panel)' }),
            ]
          }),
          ...points.flatMap((point, at) => {
            const { wordsXPx, wordsYPx: dy } = offsets[at] ?? { wordsXPx: 0, wordsYPx: 0 }
            const dx = 12 + wordsXPx
            return [
              // Beside others a name has its colour with it.
              ...(wordsXPx === 0 ? [] : [plot.dot([point], { x: 'cost', y: 'accuracy', dx: dx + 3, dy, r: 3, fill: 'color' })]),
              plot.text([point], { x: 'cost', y: 'accuracy', text: 'name', dx: wordsXPx === 0 ? dx : dx + 11, dy, textAnchor: 'start', fill: 'var(--text)', stroke: 'var(--panel)', strokeWidth: 3 }),
            ]
          }),
          plot.tip(ghosts, plot.pointer({ x: 'multiplyAdds', y: 'top1', maxRadius: 16, title: ({ widthMultiplier, inputSidePx, top1, multiplyAdds }: (typeof ghosts)[number]) => `Published: width × ${widthMultiplier}, ${inputSidePx} px\n${formatPercent(top1)}\n${amountText(multiplyAdds)}` })),
          plot.tip(points, plot.pointer({ x: 'cost', y: 'accuracy', maxRadius: 24, title: (point: (typeof points)[number]) => `${point.name}\n${metric?.name ?? ''} ${formatPercent(point.accuracy)} (${intervalText(point.estimate)})\n${cost?.text(point.cost) ?? ''}` })),
        ],
      }
    },
    [points, front, ghosts, cost, metric],
  )
  if (cost === undefined || metric === undefined) return null
  return (
    <ChartFigure
      title={`${metric.name} against cost`}
      width="full"
      summary={`${points.map((point) => `${point.name}: ${formatPercent(point.accuracy)} at ${cost.text(point.cost)}`).join('; ')}. Not beaten by any other: ${front.map(({ name }) => name).join(', ')}.`}
      table={{
        columns: ['Model', cost.label, metric.name, '95 % from', '95 % to', 'On the Pareto front'],
        rows: points.map((point) => [point.name, point.cost, point.accuracy, point.low, point.high, front.includes(point) ? 'yes' : 'no']),
      }}
      draw={draw}
      controls={
        <>
          <Segmented label="Cost" value={cost.value} options={offered} onChange={setWanted} />
          {hasPublished && (
            <label className={styles.check}>
              <input type="checkbox" checked={showsPublished} onChange={(event) => setShowsPublished(event.currentTarget.checked)} /> Published figures
            </label>
          )}
        </>
      }
      note={`Bars: 95 % intervals; models of equal cost stand beside each other. Dashed line: the Pareto front.${ghosts.length > 0 ? ` Hollow points: ${published.source}; measured on other photos, for orientation alone.` : ''}`}
      onSave={(name, bytes) => void saveFile(name, bytes)}
      onError={presentError}
    />
  )
}

/** The widths at the usual size of input, the costliest first, as far as their words have room. */
function namedPoints(published: readonly PublishedModel[]): readonly PublishedModel[] {
  const named: PublishedModel[] = []
  for (const point of published.filter(({ inputSidePx }) => inputSidePx === namedSidePx).toSorted((one, other) => other.multiplyAdds - one.multiplyAdds)) {
    if (named.every(({ multiplyAdds }) => multiplyAdds / point.multiplyAdds > namedRatio)) named.push(point)
  }
  return named
}

function paddedDomain(values: readonly number[]): readonly [number, number] {
  return [Math.min(...values) / 1.4, Math.max(...values) * 1.4]
}

function accuracyDomain(values: readonly number[]): readonly [number, number] {
  return [Math.max(0, Math.min(...values) - 0.03), Math.min(1, Math.max(...values) + 0.03)]
}

interface Frame {
  readonly x: readonly [number, number]
  readonly y: readonly [number, number]
  readonly widthPx: number
}

/** Where the chart draws a point, in its own pixels. */
function placeOf({ cost, accuracy }: { readonly cost: number; readonly accuracy: number }, { x, y, widthPx }: Frame): { readonly xPx: number; readonly yPx: number } {
  const across = Math.log(cost / x[0]) / Math.log(x[1] / x[0])
  const up = (accuracy - y[0]) / (y[1] - y[0])
  return { xPx: across * (widthPx - margins.marginLeft - margins.marginRight), yPx: (1 - up) * (heightPx - margins.marginTop - margins.marginBottom) }
}
