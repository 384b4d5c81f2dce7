import { Command } from 'cmdk'
import { actionGroups } from '../state/action-catalog'
import { runAction, useAvailableActions } from '../state/actions'
import { keyOf } from '../state/key-map'
import { keyLabels } from '../state/keys'
import { closeDialog } from '../state/navigation'
import { usesCommandKey } from '../state/shell'
import { useDialog } from '../ui/dialog'
import { Keys } from '../ui/keys-view'
import styles from './command-palette.module.css'

/** Every action that can be done right now, found by typing, each with its key. */
export function CommandPalette() {
  const ref = useDialog()
  const actions = useAvailableActions().filter(({ id }) => id !== 'palette.open')
  const commandKey = usesCommandKey()
  const run = (id: (typeof actions)[number]['id']): void => {
    closeDialog()
    // After the dialog has given the focus back, so that the action may move it.
    setTimeout(() => runAction(id), 0)
  }
  return (
    <dialog
      ref={ref}
      aria-label="Find an action"
      className={styles.dialog}
      onCancel={(event) => {
        event.preventDefault()
        closeDialog()
      }}
      onMouseDown={(event) => {
        if (event.target === event.currentTarget) closeDialog()
      }}
    >
      <Command label="Find an action" loop>
        <Command.Input autoFocus placeholder="What do you want to do?" className={styles.input} />
        <Command.List className={styles.list}>
          <Command.Empty className={styles.empty}>No action of that name.</Command.Empty>
          {actionGroups.map((group) => {
            const members = actions.filter((action) => action.group === group)
            if (members.length === 0) return null
            return (
              <Command.Group key={group} heading={group} className={styles.group}>
                {members.map(({ id, title }) => (
                  <Command.Item key={id} value={`${title} ${group}`} className={styles.item} onSelect={() => run(id)}>
                    <span>{title}</span>
                    <Keys keys={keyLabels(keyOf(id) ?? '', commandKey)} />
                  </Command.Item>
                ))}
              </Command.Group>
            )
          })}
        </Command.List>
      </Command>
    </dialog>
  )
}
