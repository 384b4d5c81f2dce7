import { PanelLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { keyOf } from '../../state/action-catalog'
import { gridSizeLimitsPx, setGridSize, useDisplay } from '../../state/display'
import { clearFilter, isFiltered, toggleFolders, useLibraryView } from '../../state/library-view'
import { Button } from '../../ui/button'
import { IconButton } from '../../ui/icon-button'
import { RangeSlider } from '../../ui/range-slider'
import { ClassFilter } from './class-filter'
import styles from './filter-bar.module.css'
import { ModelFilter } from './model-filter'
import { ScoreFilter } from './score-filter'
import { SearchBox } from './search-box'
import { SortMenu } from './sort-menu'
import { StateFilter } from './state-filter'

interface FilterBarProps {
  /** Switches for what is drawn on the photos. */
  readonly toggles: ReactNode
}

export function FilterBar({ toggles }: FilterBarProps) {
  const filter = useLibraryView((view) => view.filter)
  const foldersShown = useLibraryView((view) => view.foldersShown)
  return (
    <div className={styles.bar} role="toolbar" aria-label="Filter and view">
      <IconButton
        label={foldersShown ? 'Hide folders' : 'Show folders'}
        keys={[keyOf('view.folders') ?? '']}
        icon={<PanelLeft size={16} />}
        aria-pressed={foldersShown}
        onClick={toggleFolders}
      />
      <SearchBox />
      <div className={styles.chips}>
        <ClassFilter />
        <ScoreFilter />
        <StateFilter />
        <ModelFilter />
        {isFiltered(filter) && (
          <Button look="quiet" onClick={clearFilter}>
            Clear
          </Button>
        )}
      </div>
      <div className={styles.view}>
        <SortMenu />
        {toggles}
        <GridSize />
      </div>
    </div>
  )
}

function GridSize() {
  const sizePx = useDisplay((display) => display.gridSizePx)
  return (
    <RangeSlider
      label="Size of thumbnails"
      value={sizePx}
      least={gridSizeLimitsPx.least}
      most={gridSizeLimitsPx.most}
      step={8}
      valueText={`${sizePx} pixels`}
      onChange={setGridSize}
      className={styles.size}
    />
  )
}
