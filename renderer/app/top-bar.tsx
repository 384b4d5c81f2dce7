import { ChevronDown, FilePlus, FolderOpen, Search, Sparkles } from 'lucide-react'
import type { ReactNode } from 'react'
import { keyOf } from '../state/key-map'
import { runAction, useIsAvailable } from '../state/actions'
import { setThreshold, useDisplay } from '../state/display'
import { keyLabels } from '../state/keys'
import { useNavigation } from '../state/navigation'
import { useProjectInfo } from '../state/queries'
import { usesCommandKey } from '../state/shell'
import { Button } from '../ui/button'
import { Keys } from '../ui/keys-view'
import { Menu, MenuItem } from '../ui/menu'
import { ThresholdSlider } from '../ui/threshold-slider'
import styles from './top-bar.module.css'

interface TopBarProps {
  /** The search for photos, shown in the library. */
  readonly search: ReactNode
}

/** Where one is, how to find anything, and the one primary button. */
export function TopBar({ search }: TopBarProps) {
  const inLibrary = useNavigation((navigation) => navigation.page === 'library' && navigation.viewerPhotoId === null)
  const canAnnotate = useIsAvailable('annotate.start')
  const threshold = useDisplay((display) => display.threshold)
  return (
    <header className={styles.bar}>
      <ProjectMenu />
      {inLibrary && canAnnotate && search}
      <button type="button" className={styles.palette} aria-label="Find an action" onClick={() => runAction('palette.open')}>
        <Search size={14} />
        <span>Find an action</span>
        <Keys keys={keyLabels(keyOf('palette.open') ?? '', usesCommandKey())} />
      </button>
      <div className={styles.space} />
      {inLibrary && canAnnotate && (
        <div className={styles.threshold}>
          <ThresholdSlider value={threshold} heights={[]} onChange={setThreshold} />
        </div>
      )}
      {canAnnotate && (
        <Button look="primary" icon={<Sparkles size={15} />} onClick={() => runAction('annotate.start')}>
          Annotate
        </Button>
      )}
    </header>
  )
}

function ProjectMenu() {
  const { data } = useProjectInfo()
  return (
    <Menu
      trigger={
        <button type="button" className={styles.project} aria-label={`Project ${data?.name ?? ''}`} title={data?.path}>
          <strong>{data?.name ?? 'Mobilabel'}</strong>
          {data?.readOnly === true && <span className={styles.readOnly}>read-only</span>}
          <ChevronDown size={14} />
        </button>
      }
    >
      <MenuItem icon={<FilePlus size={14} />} onSelect={() => runAction('project.new')}>
        New project…
      </MenuItem>
      <MenuItem icon={<FolderOpen size={14} />} onSelect={() => runAction('project.open')}>
        Open project…
      </MenuItem>
    </Menu>
  )
}
