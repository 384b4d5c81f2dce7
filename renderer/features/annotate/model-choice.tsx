import { Box, Layers, Tags } from 'lucide-react'
import type { ModelEntry } from '#core/contract/runs'
import type { Task } from '#core/model/prediction'
import { formatMeasured, formatMegabytes } from '../../ui/format'
import { cx } from '../../ui/cx'
import styles from './annotate-sheet.module.css'

const tasks: Readonly<Record<Task, { readonly icon: typeof Tags; readonly text: string }>> = {
  classification: { icon: Tags, text: 'Names the whole photo' },
  detection: { icon: Box, text: 'Boxes around objects' },
  segmentation: { icon: Layers, text: 'Areas, pixel by pixel' },
}

interface ModelChoiceProps {
  readonly entry: ModelEntry
  readonly chosen: boolean
  readonly onToggle: () => void
}

/** A model as a card that can be ticked. */
export function ModelChoice({ entry: { card, usable, problem, photoMs }, chosen, onToggle }: ModelChoiceProps) {
  const { icon: Icon, text } = tasks[card.task]
  return (
    <label className={cx(styles.model, chosen && styles.chosen, !usable && styles.unusable)}>
      <span className={styles.modelHead}>
        <Icon size={18} />
        <input type="checkbox" checked={chosen} disabled={!usable} onChange={onToggle} aria-label={card.name} />
      </span>
      <strong>{card.name}</strong>
      <span className={styles.soft}>{text}</span>
      <span className={styles.figures}>
        <span>{formatMegabytes(card.bytes)}</span>
        <span>{photoMs === null ? 'speed not measured yet' : `${formatMeasured(photoMs)} ms/photo`}</span>
      </span>
      {problem !== null && <span className={styles.problem}>{problem}</span>}
    </label>
  )
}
