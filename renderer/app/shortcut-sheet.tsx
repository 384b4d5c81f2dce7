import { actionCatalog, actionGroups } from '../state/action-catalog'
import { keyOf } from '../state/key-map'
import { keyLabels } from '../state/keys'
import { closeDialog } from '../state/navigation'
import { usesCommandKey } from '../state/shell'
import { Dialog } from '../ui/dialog'
import { Keys } from '../ui/keys-view'
import styles from './shortcut-sheet.module.css'

/** Keys that belong to one control rather than to an action. */
const pointerLines = [
  { title: 'Move through the grid', keys: ['←', '→', '↑', '↓'] },
  { title: 'Add a photo to the selection', keys: ['Space'] },
  { title: 'Extend the selection', keys: ['Shift', '→'] },
] as const

/** Every key, by what it belongs to. */
export function ShortcutSheet() {
  const commandKey = usesCommandKey()
  return (
    <Dialog title="Keyboard shortcuts" width="wide" onClose={closeDialog}>
      <div className={styles.groups}>
        {actionGroups.map((group) => {
          const entries = actionCatalog.filter((entry) => entry.group === group && keyOf(entry.id) !== null)
          return (
            <section key={group} aria-label={group} className={styles.group}>
              <h3>{group}</h3>
              <dl>
                {entries.map((entry) => (
                  <Line key={entry.id} title={entry.title} keys={keyLabels(keyOf(entry.id) ?? '', commandKey)} />
                ))}
                {group === 'Photos' && pointerLines.map((line) => <Line key={line.title} title={line.title} keys={line.keys} />)}
              </dl>
            </section>
          )
        })}
      </div>
    </Dialog>
  )
}

function Line({ title, keys }: { readonly title: string; readonly keys: readonly string[] }) {
  return (
    <div className={styles.line}>
      <dt>{title}</dt>
      <dd>
        <Keys keys={keys} />
      </dd>
    </div>
  )
}
