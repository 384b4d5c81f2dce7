import { Check, EyeOff, Lock, Pentagon, Shapes, Square, Tag, X } from 'lucide-react'
import { memo, useEffect, useRef, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react'
import type { Label, LabelClass, LabelKind } from '#core/model/label'
import { labelKey } from '../../canvas/label-key'
import type { Finding } from '../../canvas/scene'
import { runAction } from '../../state/actions'
import { classColor } from '../../ui/class-color'
import { cx } from '../../ui/cx'
import { formatCount, formatPercent, formatScore } from '../../ui/format'
import { ColorSwatch } from '../../ui/swatch'
import { objectKeys, steppedKey, type ReviewScene } from './review-scene'
import styles from './review-panel.module.css'
import { hoverObject, selectObject, useReviewView } from './review-view'

const kindIcons: Readonly<Record<LabelKind, ReactNode>> = {
  tag: <Tag size={13} />,
  box: <Square size={13} />,
  polygon: <Pentagon size={13} />,
  mask: <Shapes size={13} />,
}
const kindOfFinding = { tag: 'tag', box: 'box', area: 'mask' } as const satisfies Record<Finding['kind'], LabelKind>
const mostShown = 1000

/** Labels and open predictions one by one: the same objects as on the canvas, for keyboard and screen reader. */
export function ObjectList({ scene, titleOf }: { readonly scene: ReviewScene; readonly titleOf: (modelId: string) => string }) {
  const selectedKey = useReviewView((view) => view.selectedKey)
  const hoveredKey = useReviewView((view) => view.hoveredKey)
  const hiddenIds = useReviewView((view) => view.hiddenIds)
  const listRef = useRef<HTMLDivElement>(null)
  const { labels } = scene.content

  useEffect(() => {
    if (selectedKey !== null) listRef.current?.querySelector(`[data-key="${CSS.escape(selectedKey)}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [selectedKey])

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null
    if (step === null || event.altKey || event.shiftKey) return
    event.preventDefault()
    selectObject(steppedKey(objectKeys(scene), selectedKey, step))
  }
  const row = (key: string) => ({ rowKey: key, selected: key === selectedKey, hovered: key === hoveredKey })

  return (
    <section className={cx(styles.section, styles.grow)} aria-label="Labels and predictions">
      <div
        ref={listRef}
        role="listbox"
        tabIndex={0}
        aria-label="Labels and predictions"
        aria-activedescendant={selectedKey === null ? undefined : `object-${selectedKey}`}
        className={styles.objects}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const key = keyUnder(event)
          if (key !== null) selectObject(key === selectedKey ? null : key)
        }}
        onMouseMove={(event) => hoverObject(keyUnder(event))}
        onMouseLeave={() => hoverObject(null)}
      >
        <p className={styles.group}>
          Labels <span className={styles.count}>{formatCount(labels.length)}</span>
        </p>
        {labels.length === 0 && <p className={styles.hint}>No labels yet.</p>}
        {labels.slice(0, mostShown).map((label) => (
          <LabelRow key={label.id} {...row(labelKey(label.id))} label={label} known={scene.classById.get(label.classId)} hidden={hiddenIds.has(label.id)} titleOf={titleOf} />
        ))}
        <p className={styles.group}>
          Predictions <span className={styles.count}>{formatCount(scene.ghosts.length)}</span>
        </p>
        {scene.ghosts.length === 0 && <p className={styles.hint}>{scene.card.answers.length === 0 ? 'No model has seen this photo yet.' : 'None above the threshold is open.'}</p>}
        {scene.ghosts.slice(0, mostShown).map((ghost) => (
          <GhostRow key={ghost.key} {...row(ghost.key)} ghost={ghost} color={colorOfGhost(scene, ghost)} modelTitle={titleOf(ghost.modelId)} />
        ))}
      </div>
    </section>
  )
}

function colorOfGhost({ classById, meaningOf }: ReviewScene, { modelId, classIndex, name }: Finding): string {
  return classById.get(meaningOf(modelId, classIndex) ?? -1)?.color ?? classColor(name)
}

interface RowProps {
  readonly rowKey: string
  readonly selected: boolean
  readonly hovered: boolean
}

function originText({ origin }: Label, titleOf: (modelId: string) => string): string {
  switch (origin.kind) {
    case 'person':
      return 'by a person'
    case 'model':
      return `from ${titleOf(origin.modelId)}${origin.edited ? ', corrected' : ''}`
    case 'import':
      return `imported from ${origin.file}`
  }
}

interface LabelRowProps extends RowProps {
  readonly label: Label
  readonly known: LabelClass | undefined
  readonly hidden: boolean
  readonly titleOf: (modelId: string) => string
}

const LabelRow = memo(function LabelRow({ rowKey, selected, hovered, label, known, hidden, titleOf }: LabelRowProps) {
  const name = known?.name ?? 'Label'
  const origin = originText(label, titleOf)
  const notes = [label.geometry.kind, origin, ...(label.locked ? ['locked'] : []), ...(hidden ? ['hidden'] : [])]
  return (
    <div
      id={`object-${rowKey}`}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      aria-label={`${name}, ${notes.join(', ')}`}
      data-key={rowKey}
      title={`${name}, ${origin}`}
      className={cx(styles.row, hovered && styles.hovered, hidden && styles.faint)}
    >
      <span className={styles.kind}>{kindIcons[label.geometry.kind]}</span>
      <ColorSwatch color={known?.color ?? '#ffffff'} />
      <span className={styles.name}>{name}</span>
      {label.origin.kind !== 'person' && <span className={styles.count}>{label.origin.kind === 'import' ? 'imported' : label.origin.edited ? 'corrected' : 'accepted'}</span>}
      {label.locked && <Lock size={13} />}
      {hidden && <EyeOff size={13} />}
    </div>
  )
})

interface GhostRowProps extends RowProps {
  readonly ghost: Finding
  readonly color: string
  readonly modelTitle: string
}

const GhostRow = memo(function GhostRow({ rowKey, selected, hovered, ghost, color, modelTitle }: GhostRowProps) {
  const { name, kind, score } = ghost
  const value = kind === 'area' ? formatPercent(score) : formatScore(score)
  return (
    <div
      id={`object-${rowKey}`}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      aria-label={`${name}, predicted ${kindOfFinding[kind]}, ${value}`}
      data-key={rowKey}
      title={`${name} by ${modelTitle}`}
      className={cx(styles.row, styles.ghost, hovered && styles.hovered)}
    >
      <span className={styles.kind}>{kindIcons[kindOfFinding[kind]]}</span>
      <ColorSwatch color={color} />
      <span className={styles.name}>{name}</span>
      <span className={styles.count}>{value}</span>
      {selected && (
        <span className={styles.verdicts}>
          <VerdictButton label={`Accept ${name}`} action="review.accept" icon={<Check size={14} />} />
          <VerdictButton label={`Refuse ${name}`} action="review.refuse" icon={<X size={14} />} />
        </span>
      )}
    </div>
  )
})

interface VerdictButtonProps {
  readonly label: string
  readonly action: 'review.accept' | 'review.refuse'
  readonly icon: ReactNode
}

function VerdictButton({ label, action, icon }: VerdictButtonProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.verdict}
      aria-label={label}
      title={label}
      onClick={(event) => {
        event.stopPropagation()
        runAction(action)
      }}
    >
      {icon}
    </button>
  )
}

/** The object whose line is under the pointer. */
function keyUnder({ target }: MouseEvent): string | null {
  return target instanceof Element ? (target.closest<HTMLElement>('[data-key]')?.dataset['key'] ?? null) : null
}
