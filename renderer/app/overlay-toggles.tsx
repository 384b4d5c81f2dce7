import { Layers, Square, Tag } from 'lucide-react'
import { keyOf } from '../state/key-map'
import { runAction } from '../state/actions'
import { useDisplay } from '../state/display'
import { IconButton } from '../ui/icon-button'
import styles from './shell.module.css'

const toggles = [
  { action: 'view.boxes', key: 'showBoxes', label: 'Boxes', icon: <Square size={16} /> },
  { action: 'view.masks', key: 'showMasks', label: 'Masks', icon: <Layers size={16} /> },
  { action: 'view.tags', key: 'showTags', label: 'Tags', icon: <Tag size={16} /> },
] as const

/** What is drawn on photos, in the grid and in the viewer. */
export function OverlayToggles() {
  const display = useDisplay()
  return (
    <div role="group" aria-label="Shown on photos" className={styles.toggles}>
      {toggles.map(({ action, key, label, icon }) => (
        <IconButton key={action} label={label} keys={[keyOf(action) ?? '']} icon={icon} aria-pressed={display[key]} onClick={() => runAction(action)} />
      ))}
    </div>
  )
}
