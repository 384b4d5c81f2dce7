import { useCallback, useMemo } from 'react'
import type { ModelCard } from '#core/model/model-card'
import type { QuantizedLineage } from '#core/model/model-lineage'
import type { PhotoId } from '#core/model/photo'
import type { ProjectVersionReport } from '#core/contract/model-insight'
import { comparePhoto } from '../../../state/navigation'
import { presentError } from '../../../state/notices'
import { saveFile } from '../../../state/save-file'
import { Button } from '../../../ui/button'
import { ChartFigure } from '../../../ui/chart/chart-figure'
import { csvText } from '../../../ui/chart/csv-text'
import type { DrawChart } from '../../../ui/chart/draw-chart'
import { DataTable } from '../../../ui/data-table/data-table'
import { tableOf } from '../../../ui/data-table/table-column'
import { ErrorView } from '../../../ui/error-view'
import { fileName, formatAmount, formatPercent } from '../../../ui/format'
import { useModelCommands, useVersionReport } from '../queries'
import { AnswerPreview } from './answer-preview'
import { floatReasons } from './float-layers'
import { layerQualityColumns } from './layer-quality-columns'
import { QuantizeOutcome } from './quantize-outcome'
import styles from './quantize.module.css'
import { settingText } from './setting-text'

const mostChanged = 12

/** How a quantized version was made and how good it is. */
export function QuantizationView({ card }: { readonly card: ModelCard }) {
  const { data: report, error, refetch } = useVersionReport(card.id)
  const { lineage } = card
  if (lineage?.kind !== 'quantized') return null
  return (
    <>
      <QuantizeOutcome card={card} lineage={lineage} />
      <AnswerPreview modelIds={[lineage.madeFrom.modelId, card.id]} />
      <Recipe lineage={lineage} />
      {error !== null && <ErrorView error={error} action={<Button onClick={() => void refetch()}>Try again</Button>} />}
      {report === null && <p className={styles.soft}>The numbers of single layers were not kept when this version was made.</p>}
      {report !== undefined && report !== null && <Report report={report} modelIds={[lineage.madeFrom.modelId, card.id]} />}
    </>
  )
}

function Recipe({ lineage: { settings, reason, calibration, report } }: { readonly lineage: QuantizedLineage }) {
  const facts: readonly (readonly [string, string])[] = [
    ['Calibrated on', formatAmount(calibration.photos, 'photo')],
    ['Held out', formatAmount(calibration.heldOutPhotos, 'photo')],
    ['Left out, not readable', formatAmount(calibration.skippedPhotos, 'photo')],
    ['Seed', String(calibration.seed)],
    ...Object.entries(settings).map(settingText),
    ...(report.layers === null ? [] : [['Nodes in 8 bits', `${report.layers.integer} and ${report.layers.folded} folded`] as const, ['Nodes in float', String(report.layers.float)] as const]),
  ]
  return (
    <section aria-label="Recipe">
      <h3 className={styles.heading}>Recipe</h3>
      <p className={styles.soft}>{reason}</p>
      <dl className={styles.settings}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

interface ReportProps {
  readonly report: ProjectVersionReport
  readonly modelIds: readonly [string, string]
}

function Report({ report: { layers, keptForGoal, isGoalReached, skipped, changed }, modelIds }: ReportProps) {
  const { predict } = useModelCommands()
  const open = (photoId: PhotoId): void => {
    predict.mutate({ scope: { kind: 'photos', photoIds: [photoId] }, modelIds: [...modelIds], redo: 'missing' }, { onSuccess: () => comparePhoto(photoId, modelIds) })
  }
  const reasons = useMemo(() => floatReasons(layers), [layers])
  return (
    <>
      {isGoalReached !== null && <p>{`The goal was ${isGoalReached ? 'reached' : 'not reached'}; ${keptForGoal.length === 0 ? 'no layer was kept in float for it.' : `kept in float for it: ${keptForGoal.join(', ')}.`}`}</p>}
      {layers.length > 0 && (
        <>
          <NoiseFigure layers={layers} />
          <div className={styles.line}>
            <h3 className={styles.heading}>Layers</h3>
            <Button onClick={() => void saveFile('Quantized layers.csv', new TextEncoder().encode(csvText(tableOf(layers, layerQualityColumns.filter(({ id }) => id !== 'histogram')))))}>Save as CSV…</Button>
          </div>
          <DataTable label="Quantized layers" columns={layerQualityColumns} rows={layers} keyOf={({ name }) => name} />
          <p className={styles.soft}>SQNR: signal to quantization noise; noise from earlier layers is in that of the output. Bars of values beyond the codes are marked: those are clipped.</p>
        </>
      )}
      {reasons.length > 0 && (
        <section aria-label="In float" className={styles.reasons}>
          <h3 className={styles.heading}>What stayed in float, and why</h3>
          {reasons.map(({ reason, names }) => (
            <details key={reason}>
              <summary>{`${formatAmount(names.length, 'node')}: ${reason}`}</summary>
              <ul>
                {names.map((name, at) => (
                  <li key={`${name}/${at}`}>{name}</li>
                ))}
              </ul>
            </details>
          ))}
        </section>
      )}
      {changed.length > 0 && (
        <section aria-label="Photos with another answer" className={styles.reasons}>
          <h3 className={styles.heading}>{`${formatAmount(changed.length, 'photo')} with another answer than the float model's`}</h3>
          <ul>
            {changed.slice(0, mostChanged).map(({ path, agreement, photoId }) => (
              <li key={path} title={path}>
                {`${fileName(path)}: agreement ${formatPercent(agreement)} `}
                {photoId !== null && <Button onClick={() => open(photoId)}>Compare the answers</Button>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {skipped.length > 0 && (
        <details className={styles.reasons}>
          <summary>{`${formatAmount(skipped.length, 'photo')} could not be read`}</summary>
          <ul>
            {skipped.map(({ path, reason }) => (
              <li key={path}>{`${path}: ${reason}`}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function NoiseFigure({ layers }: Pick<ProjectVersionReport, 'layers'>) {
  const points = useMemo(
    () =>
      layers.flatMap(({ name, weightSqnrDb, outputSqnrDb }, at) => [
        ...(weightSqnrDb === null ? [] : [{ at, name, of: 'weights', decibels: weightSqnrDb }]),
        ...(outputSqnrDb === null ? [] : [{ at, name, of: 'output', decibels: outputSqnrDb }]),
      ]),
    [layers],
  )
  const draw = useCallback<DrawChart>(
    (plot) => ({
      height: 210,
      marginLeft: 44,
      marginBottom: 34,
      x: { label: 'node, in order', labelAnchor: 'center', labelArrow: 'none', tickSize: 0 },
      y: { label: 'dB', grid: true, ticks: 5, tickSize: 0, zero: true },
      color: { domain: ['weights', 'output'], range: ['var(--accent)', 'var(--warning)'] },
      symbol: { domain: ['weights', 'output'], range: ['circle', 'triangle'] },
      marks: [
        plot.dot(points, { x: 'at', y: 'decibels', stroke: 'of', symbol: 'of', r: 3 }),
        plot.tip(points, plot.pointer({ x: 'at', y: 'decibels', title: ({ name, of, decibels }: (typeof points)[number]) => `${name}\nSQNR of its ${of}: ${decibels.toFixed(1)} dB` })),
      ],
    }),
    [points],
  )
  const worst = points.filter(({ of }) => of === 'output').toSorted((one, other) => one.decibels - other.decibels)[0]
  if (points.length === 0) return null
  return (
    <ChartFigure
      title="Signal to quantization noise"
      width="full"
      summary={`Decibels of ${layers.length} nodes; ${worst === undefined ? 'none measured' : `the lowest of an output is ${worst.decibels.toFixed(1)} dB in ${worst.name}`}.`}
      table={{ columns: ['Layer', 'Of', 'SQNR (dB)'], rows: points.map(({ name, of, decibels }) => [name, of, Number(decibels.toFixed(2))]) }}
      draw={draw}
      note="Circles: weights alone. Triangles: outputs with the noise of all layers before."
      onSave={(name, bytes) => void saveFile(name, bytes)}
      onError={presentError}
    />
  )
}
