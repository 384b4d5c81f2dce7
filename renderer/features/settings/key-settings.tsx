import { RotateCcw } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { actionCatalog, actionGroups, type ActionEntry, type ActionId } from '../../state/action-catalog'
import { keyConflict } from '../../state/key-conflict'
import { changeKey, keysIn, resetAllKeys, resetKey, useKeyMap } from '../../state/key-map'
import { keyLabels, keyOfPress } from '../../state/keys'
import { useClasses } from '../../state/label-queries'
import { usesCommandKey } from '../../state/shell'
import { Button } from '../../ui/button'
import { cx } from '../../ui/cx'
import { IconButton } from '../../ui/icon-button'
import { Keys } from '../../ui/keys-view'
import styles from './key-settings.module.css'

/** The action whose key is being changed, and why the last key that was pressed could not be taken. */
interface Asking {
  readonly id: ActionId
  readonly problem: string | null
}

/** Every action with its key, which can be changed by pressing another one. */
export function KeySettings() {
  const changed = useKeyMap((map) => map.changed)
  const { classes } = useClasses()
  const [asking, setAsking] = useState<Asking | null>(null)

  const offer = (id: ActionId, key: string): void => {
    const problem = keyConflict(id, key, changed, classes)
    if (problem === null) changeKey(id, key)
    setAsking(problem === null ? null : { id, problem })
  }
  const onKeyDown = (id: ActionId, event: KeyboardEvent): void => {
    if (asking?.id !== id || event.key === 'Tab') return
    // Nothing else may take the key that is meant for the action.
    event.preventDefault()
    event.stopPropagation()
    const key = keyOfPress(event, usesCommandKey())
    if (event.key === 'Escape') setAsking(null)
    else if (key !== null) offer(id, key)
  }
  const restore = (id: ActionId): void => {
    const [first] = keysIn({}, id)
    if (first === undefined) resetKey(id)
    else offer(id, first)
  }

  return (
    <>
      <p className={styles.explanation}>Click a key, then press the one you want instead. Escape leaves it as it is.</p>
      {actionGroups.map((group) => (
        <section key={group} aria-label={group} className={styles.group}>
          <h3>{group}</h3>
          {actionCatalog
            .filter((entry) => entry.group === group)
            .map(({ id, title }) => (
              <KeyRow
                key={id}
                title={title}
                keys={keysIn(changed, id)}
                isChanged={changed[id] !== undefined}
                asking={asking?.id === id ? asking : null}
                onAsk={() => setAsking({ id, problem: null })}
                onKeyDown={(event) => onKeyDown(id, event)}
                onLeave={() => setAsking(null)}
                onReset={() => restore(id)}
              />
            ))}
        </section>
      ))}
      <div>
        <Button icon={<RotateCcw size={15} />} disabled={Object.keys(changed).length === 0} onClick={resetAllKeys}>
          Reset all keys
        </Button>
      </div>
    </>
  )
}

interface KeyRowProps {
  readonly title: ActionEntry['title']
  readonly keys: readonly string[]
  readonly isChanged: boolean
  readonly asking: Asking | null
  readonly onAsk: () => void
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onLeave: () => void
  readonly onReset: () => void
}

function KeyRow({ title, keys, isChanged, asking, onAsk, onKeyDown, onLeave, onReset }: KeyRowProps) {
  const isAsking = asking !== null
  const problem = asking?.problem ?? null
  const keyRef = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isAsking) keyRef.current?.focus()
  }, [isAsking])
  const [shown, ...others] = keys.map((key) => keyLabels(key, usesCommandKey()))
  return (
    <div role="group" aria-label={title} className={styles.row}>
      <span>{title}</span>
      {others.length > 0 && <span className={styles.others}>also {others.map((labels) => labels.join(' ')).join(', ')}</span>}
      {isChanged && <IconButton label={`Reset the key of ${title}`} icon={<RotateCcw size={14} />} onClick={onReset} />}
      <button
        type="button"
        aria-label={`Key of ${title}: ${shown?.join(' ') ?? 'none'}`}
        ref={keyRef}
        aria-pressed={isAsking}
        className={cx(styles.key, isAsking && styles.asking)}
        onClick={onAsk}
        onKeyDown={onKeyDown}
        onBlur={onLeave}
      >
        {isAsking ? 'Press a key' : shown === undefined ? 'None' : <Keys keys={shown} />}
      </button>
      {problem !== null && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </div>
  )
}
