import { memo, useEffect, useRef, type KeyboardEvent, type MouseEvent } from 'react'
import type { Finding } from '../../canvas/scene'
import { hoverFinding, selectFinding, useViewerView } from '../../state/viewer-view'
import { cx } from '../../ui/cx'
import { formatAmount, formatCount, formatPercent, formatScore } from '../../ui/format'
import { ScoreBar } from '../../ui/score-bar'
import { Swatch } from '../../ui/swatch'
import styles from './findings-panel.module.css'

const mostShown = 300

interface FindingsListProps {
  readonly findings: readonly Finding[]
  /** How many more there are below the threshold or in hidden classes. */
  readonly hidden: number
  readonly titleOf: (modelId: string) => string
}

/** The findings one by one; the same objects as on the canvas, for keyboard and screen reader. */
export const FindingsList = memo(function FindingsList({ findings, hidden, titleOf }: FindingsListProps) {
  const selectedKey = useViewerView((view) => view.selectedKey)
  const hoveredKey = useViewerView((view) => view.hoveredKey)
  const listRef = useRef<HTMLDivElement>(null)
  const rows = findings.slice(0, mostShown)

  useEffect(() => {
    if (selectedKey !== null) listRef.current?.querySelector(`[data-key="${CSS.escape(selectedKey)}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [selectedKey])

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined || rows.length === 0) return
    event.preventDefault()
    event.stopPropagation()
    const at = rows.findIndex(({ key }) => key === selectedKey)
    const next = rows[Math.min(rows.length - 1, Math.max(0, at < 0 ? 0 : at + step))]
    if (next !== undefined) selectFinding(next.key)
  }

  return (
    <section className={styles.section} aria-label="Findings">
      <h3>
        Findings <span className={styles.count}>{formatCount(findings.length)}</span>
      </h3>
      {rows.length === 0 && <p className={styles.hint}>{hidden === 0 ? 'Nothing found.' : `${formatAmount(hidden, 'finding')} below the threshold or hidden.`}</p>}
      <div
        ref={listRef}
        role="listbox"
        tabIndex={0}
        aria-label="Findings"
        aria-activedescendant={selectedKey === null ? undefined : `finding-${selectedKey}`}
        className={styles.findings}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const key = keyUnder(event)
          if (key !== null) selectFinding(key === selectedKey ? null : key)
        }}
        onMouseMove={(event) => hoverFinding(keyUnder(event))}
        onMouseLeave={() => hoverFinding(null)}
      >
        {rows.map((finding) => (
          <FindingRow
            key={finding.key}
            finding={finding}
            modelTitle={titleOf(finding.modelId)}
            selected={finding.key === selectedKey}
            hovered={finding.key === hoveredKey}
          />
        ))}
      </div>
    </section>
  )
})

interface FindingRowProps {
  readonly finding: Finding
  readonly modelTitle: string
  readonly selected: boolean
  readonly hovered: boolean
}

/** One line; drawn again only when it itself changes, since pointer and threshold pass over many. */
const FindingRow = memo(function FindingRow({ finding, modelTitle, selected, hovered }: FindingRowProps) {
  const { key, name, kind, score } = finding
  return (
    <div
      id={`finding-${key}`}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      aria-label={`${name}, ${kind === 'area' ? formatPercent(score) : formatScore(score)}`}
      data-key={key}
      title={`${name} by ${modelTitle}`}
      className={cx(styles.finding, hovered && styles.hovered)}
    >
      <Swatch name={name} />
      <span className={styles.findingName}>{name}</span>
      <ScoreBar name={name} value={score} unit={kind === 'area' ? 'share' : 'score'} />
    </div>
  )
})

/** The finding whose line is under the pointer. */
function keyUnder({ target }: MouseEvent): string | null {
  return target instanceof Element ? (target.closest<HTMLElement>('[data-key]')?.dataset['key'] ?? null) : null
}
