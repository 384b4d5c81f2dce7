import { SearchX } from 'lucide-react'
import { clearFilter, isFiltered, useLibraryView } from '../../state/library-view'
import { isOver } from '../../state/job-state'
import { useJobs, useLibraryIds } from '../../state/queries'
import { Button } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { ErrorView } from '../../ui/error-view'
import styles from './library-page.module.css'
import { PhotoGrid } from './photo-grid'

/** The grid, or why there is none. */
export function LibraryContent() {
  const { ids, query } = useLibraryIds()
  const filter = useLibraryView((view) => view.filter)
  const scanning = useJobs().some((job) => job.kind === 'scan' && !isOver(job))
  if (query.error !== null) {
    return <ErrorView error={query.error} action={<Button onClick={() => void query.refetch()}>Try again</Button>} />
  }
  if (ids.length > 0) return <PhotoGrid ids={ids} />
  if (query.isPending || scanning) return <SkeletonGrid />
  if (isFiltered(filter)) {
    return (
      <EmptyState
        icon={<SearchX size={32} />}
        title="No photo matches"
        text="The parts of the filter must hold together. Take one out, or start over."
        action={<Button onClick={clearFilter}>Clear the filter</Button>}
      />
    )
  }
  return <EmptyState icon={<SearchX size={32} />} title="No photos here" text="There is no photo that can be opened in this folder. Skipped files are listed with their reasons." />
}

/** Where photos will be, while the first ones are looked for. */
function SkeletonGrid() {
  return (
    <div className={styles.skeletons} role="status" aria-label="Looking for photos">
      {Array.from({ length: 24 }, (_, index) => (
        <div key={index} className={styles.skeleton} />
      ))}
    </div>
  )
}
