import { TriangleAlert } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import type { PhotoScope } from '#core/contract/filter'
import type { SplitSummary } from '#core/model/dataset-reports'
import { useClasses } from '../../state/label-queries'
import { presentError } from '../../state/notices'
import { saveFile } from '../../state/save-file'
import { useHasImportedParts } from '../../state/imported-parts'
import { setSplitChoice, useSplitChoice } from '../../state/split-choice'
import { ChartFigure } from '../../ui/chart/chart-figure'
import type { DrawChart } from '../../ui/chart/draw-chart'
import { ErrorView } from '../../ui/error-view'
import { formatAmount, formatCount } from '../../ui/format'
import { Segmented } from '../../ui/segmented'
import { SplitFields } from '../../ui/split-fields'
import styles from './dataset-page.module.css'
import { useSplit } from './queries'
import { absentClasses, partNames, partTitles, splitTable, totalOf } from './split-table'

const partColors = { train: 'var(--accent)', val: 'var(--warning)', test: 'var(--success)' } as const
const mostDrawn = 40
const rowPx = 24
const nameRoomPx = 210
const nameRoomEm = 16

const ways = [
  { value: 'dealt', label: 'Dealt out' },
  { value: 'as-imported', label: 'As imported' },
] as const
type Way = (typeof ways)[number]['value']

/** How the photos would be dealt out to training, validation and test, or in which parts they came. */
export function SplitView({ scope }: { readonly scope: PhotoScope }) {
  const [way, setWay] = useState<Way | null>(null)
  const hasParts = useHasImportedParts()
  const shown = hasParts ? (way ?? 'as-imported') : 'dealt'
  return (
    <>
      {hasParts && (
        <div className={styles.line}>
          <Segmented label="Parts" value={shown} options={ways} onChange={setWay} />
        </div>
      )}
      {shown === 'as-imported' ? <ImportedSplit scope={scope} /> : <DealtSplit scope={scope} />}
    </>
  )
}

function ImportedSplit({ scope }: { readonly scope: PhotoScope }) {
  const { data, error } = useSplit(scope, 'as-imported')
  return (
    <>
      <p className={styles.soft}>The parts that photos came in with, by the folders or files of the newest import. An export can keep them.</p>
      {error !== null && <ErrorView error={error} />}
      {data !== undefined && error === null && <SplitResult summary={data} />}
    </>
  )
}

function DealtSplit({ scope }: { readonly scope: PhotoScope }) {
  const split = useSplitChoice()
  const { data, error } = useSplit(scope, split)
  return (
    <>
      <SplitFields split={split} onChange={setSplitChoice} />
      <p className={styles.soft}>The same seed and shares always deal the same photos out the same way, here and in exports. Photos that look alike stay together.</p>
      {error !== null && <ErrorView error={error} />}
      {data !== undefined && <SplitResult summary={data} />}
    </>
  )
}

function SplitResult({ summary }: { readonly summary: SplitSummary }) {
  const { byId } = useClasses()
  const nameOf = useCallback((classId: number) => byId.get(classId)?.name ?? `class ${classId}`, [byId])
  const table = useMemo(() => splitTable(summary, nameOf), [summary, nameOf])
  const draw = useCallback<DrawChart>(
    (plot) => {
      const rows = table.rows.slice(0, mostDrawn + 1)
      const bars = rows.flatMap(([name = '', ...counts]) => partNames.map((part, at) => ({ name: String(name), part, count: Number(counts[at] ?? 0) })))
      return {
        height: rows.length * rowPx + 30,
        marginLeft: nameRoomPx,
        marginTop: 4,
        x: { label: null, tickFormat: '%', ticks: 5 },
        y: { domain: rows.map(([name = '']) => name) },
        color: { domain: partNames, range: partNames.map((part) => partColors[part]) },
        marks: [
          plot.axisY({ label: null, tickSize: 0, lineWidth: nameRoomEm, textOverflow: 'ellipsis' }),
          plot.barX(bars, plot.stackX({ offset: 'normalize', order: [...partNames] }, { x: 'count', y: 'name', fill: 'part', insetTop: 2, insetBottom: 2 })),
          plot.tip(bars, plot.pointer(plot.stackX({ offset: 'normalize', order: [...partNames] }, { x: 'count', y: 'name', z: 'part', title: ({ name, part, count }: (typeof bars)[number]) => `${name}\n${partTitles[part]}: ${formatCount(count)}` }))),
        ],
      }
    },
    [table],
  )
  return (
    <>
      <dl className={styles.tiles}>
        {partNames.map((part) => (
          <div key={part}>
            <dt className={styles[part]}>{partTitles[part]}</dt>
            <dd className={styles.value}>{formatCount(summary.photos[part])}</dd>
            <dd className={styles.soft}>{formatAmount(summary.classes.reduce((sum, { labels }) => sum + labels[part], 0), 'label')}</dd>
          </div>
        ))}
      </dl>
      <SplitWarnings summary={summary} nameOf={nameOf} />
      <ChartFigure
        width="full"
        title="Split of photos and labels"
        summary={`${partNames.map((part) => `${partTitles[part]}: ${formatAmount(summary.photos[part], 'photo')}`).join('; ')}, of ${formatCount(totalOf(summary.photos))}.`}
        table={table}
        draw={draw}
        onSave={(name, bytes) => void saveFile(name, bytes)}
        onError={presentError}
      />
    </>
  )
}

const mostNamed = 6

function SplitWarnings({ summary, nameOf }: { readonly summary: SplitSummary; readonly nameOf: (classId: number) => string }) {
  const absent = absentClasses(summary)
  const warnings = partNames.flatMap((part) => {
    const names = absent[part].map(nameOf)
    if (names.length === 0) return []
    const more = names.length > mostNamed ? ` and ${formatCount(names.length - mostNamed)} more` : ''
    return [`${partTitles[part]} has no label of ${names.slice(0, mostNamed).join(', ')}${more}.`]
  })
  const { groupedPhotos, ungroupedPhotos, partlessPhotos } = summary
  return (
    <>
      {partlessPhotos > 0 && <p className={styles.soft}>{`${formatAmount(partlessPhotos, 'photo')} came in without a part and count as training.`}</p>}
      {groupedPhotos > 0 && <p className={styles.soft}>{`${formatAmount(groupedPhotos, 'photo')} in groups of near-duplicates, each group kept in one part.`}</p>}
      {ungroupedPhotos > 0 && (
        <p className={styles.soft}>{`${formatAmount(ungroupedPhotos, 'photo')} not compared by their look yet: near-duplicates among them may land in different parts. An export compares them first; so does "Near-duplicates".`}</p>
      )}
      {warnings.length > 0 && (
        <ul className={styles.warnings}>
          {warnings.map((warning) => (
            <li key={warning}>
              <TriangleAlert size={14} />
              {warning}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
