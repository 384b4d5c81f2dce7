import type { EngineState } from '#core/contract/shell'
import { runAction, useIsAvailable } from '../state/actions'
import { useEngineStatus } from '../state/engine-status'
import { isFiltered, useLibraryView } from '../state/library-view'
import { usePhotoSelection } from '../state/photo-selection'
import { useCounts, useLibraryIds } from '../state/queries'
import { formatAmount, formatCount } from '../ui/format'
import styles from './shell.module.css'

const stateTexts: Readonly<Record<EngineState, string>> = {
  starting: 'Engine is starting',
  ready: 'Engine ready',
  crashed: 'Engine is restarting',
  'gave-up': 'Engine stopped',
  failed: 'Project not open',
}

/** Counts of what is shown, and how the engine is. */
export function StatusLine() {
  const filter = useLibraryView((view) => view.filter)
  const counts = useCounts(filter).data
  const { ids } = useLibraryIds()
  const chosen = usePhotoSelection((selection) => selection.ids.size)
  const { state } = useEngineStatus()
  const hasSkipped = useIsAvailable('skipped.open')
  const matching = !isFiltered(filter) ? '' : ids.length === 1 ? ' matches' : ' match'
  const parts = [
    `${formatAmount(ids.length, 'photo')}${matching}`,
    ...(chosen > 0 ? [chosen === ids.length ? `all ${formatCount(chosen)} selected` : `${formatCount(chosen)} selected`] : []),
    ...(counts === undefined || ids.length === 0 ? [] : [`${formatCount(counts.predicted)} predicted`]),
    ...(counts === undefined || counts.reviewed === 0 ? [] : [`${formatCount(counts.reviewed)} reviewed`]),
    ...(counts === undefined || counts.failed === 0 ? [] : [`${formatCount(counts.failed)} failed`]),
  ]
  return (
    <footer className={styles.status} aria-label="Status">
      {parts.map((part) => (
        <span key={part}>{part}</span>
      ))}
      {hasSkipped && (
        <button type="button" className={styles.statusButton} onClick={() => runAction('skipped.open')}>
          Skipped files
        </button>
      )}
      <span className={styles.space} />
      <span className={styles.engine} data-state={state}>
        {stateTexts[state]}
      </span>
    </footer>
  )
}
