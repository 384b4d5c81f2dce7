import { useEffect, type ReactNode } from 'react'
import { useAction } from '../../state/actions'
import { setGridSize, useDisplay } from '../../state/display'
import { clearFilter, isFiltered, toggleFolders, useLibraryView } from '../../state/library-view'
import { openDialog, openPhoto, reviewPhoto } from '../../state/navigation'
import { useInspectorAction, useInspectorHidden } from '../../state/panels'
import { chooseAllPhotos, chooseNone, dropUnlisted, usePhotoSelection } from '../../state/photo-selection'
import { useLibraryIds } from '../../state/queries'
import { FilterBar } from './filter-bar'
import { FolderTree } from './folder-tree'
import { LibraryContent } from './library-content'
import styles from './library-page.module.css'
import { useRescan, useSkippedCount } from './queries'

interface LibraryPageProps {
  /** Switches for what is drawn on the photos. */
  readonly toggles: ReactNode
  /** Facts and findings of the selection, at the right. */
  readonly inspector: ReactNode
}

export function LibraryPage({ toggles, inspector }: LibraryPageProps) {
  const foldersShown = useLibraryView((view) => view.foldersShown)
  const inspectorHidden = useInspectorHidden()
  useLibraryActions()
  return (
    <div className={styles.page}>
      {foldersShown && <FolderTree />}
      <section className={styles.center} aria-label="Photos">
        <FilterBar toggles={toggles} />
        <LibraryContent />
      </section>
      {!inspectorHidden && inspector}
    </div>
  )
}

const sizeStep = 1.2

function useLibraryActions(): void {
  const { ids, query } = useLibraryIds()
  const filter = useLibraryView((view) => view.filter)
  const focusId = usePhotoSelection((selection) => selection.focusId)
  const chosen = usePhotoSelection((selection) => selection.ids.size)
  const rescan = useRescan()
  const skipped = useSkippedCount()

  useEffect(() => {
    if (query.data !== undefined && !query.isPlaceholderData) dropUnlisted(query.data.ids)
  }, [query.data, query.isPlaceholderData])

  useAction('photo.open', () => focusId !== null && openPhoto(focusId), { enabled: focusId !== null })
  useAction('review.open', () => focusId !== null && reviewPhoto(focusId), { enabled: focusId !== null })
  useAction('photo.select-all', () => chooseAllPhotos(ids), { enabled: ids.length > 0 })
  useAction('photo.select-none', chooseNone, { enabled: chosen > 0 })
  useAction('library.clear-filter', clearFilter, { enabled: isFiltered(filter) })
  useAction('folder.rescan', () => rescan.mutate({}))
  useAction('skipped.open', () => openDialog('skipped'), { enabled: skipped > 0 })
  useAction('view.folders', toggleFolders)
  useInspectorAction()
  useAction('view.larger', () => setGridSize(useDisplay.getState().gridSizePx * sizeStep))
  useAction('view.smaller', () => setGridSize(useDisplay.getState().gridSizePx / sizeStep))
}
