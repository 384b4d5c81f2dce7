import { PanelLeft, PanelRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { keyOf } from '../../state/key-map'
import { runAction } from '../../state/actions'
import { gridSizeLimitsPx, setGridSize, useDisplay } from '../../state/display'
import { clearFilter, isFiltered, toggleFolders, useLibraryView } from '../../state/library-view'
import { useInspectorHidden } from '../../state/panels'
import { Button } from '../../ui/button'
import { IconButton } from '../../ui/icon-button'
import { RangeSlider } from '../../ui/range-slider'
import { ClassFilter } from './class-filter'
import styles from './filter-bar.module.css'
import { LabelFilter } from './label-filter'
import { ModelFilter } from './model-filter'
import { PartFilter } from './part-filter'
import { ReviewFilter } from './review-filter'
import { SavedFilters } from './saved-filters'
import { ScoreFilter } from './score-filter'
import { SortMenu } from './sort-menu'
import { StateFilter } from './state-filter'

interface FilterBarProps {
  /** Switches for what is drawn on the photos. */
  readonly toggles: ReactNode
}

export function FilterBar({ toggles }: FilterBarProps) {
  const filter = useLibraryView((view) => view.filter)
  const foldersShown = useLibraryView((view) => view.foldersShown)
  const inspectorHidden = useInspectorHidden()
  return (
    <div className={styles.bar} role="toolbar" aria-label="Filter and view">
      <IconButton
        label={foldersShown ? 'Hide folders' : 'Show folders'}
        keys={[keyOf('view.folders') ?? '']}
        icon={<PanelLeft size={16} />}
        aria-pressed={foldersShown}
        onClick={toggleFolders}
      />
      <div className={styles.chips}>
        <ClassFilter />
        <ScoreFilter />
        <StateFilter />
        <ModelFilter />
        <ReviewFilter />
        <LabelFilter />
        <PartFilter />
        {isFiltered(filter) && (
          <Button look="quiet" onClick={clearFilter}>
            Clear
          </Button>
        )}
        <SavedFilters />
      </div>
      <div className={styles.shown}>
        <SortMenu />
        {toggles}
        <GridSize />
        <IconButton
          label={inspectorHidden ? 'Show the inspector' : 'Hide the inspector'}
          keys={[keyOf('view.inspector') ?? '']}
          icon={<PanelRight size={16} />}
          aria-pressed={!inspectorHidden}
          onClick={() => runAction('view.inspector')}
        />
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
