import { ListChecks, X } from 'lucide-react'
import { setJobsOpen } from '../../state/navigation'
import { useJobs, useRuns } from '../../state/queries'
import { EmptyState } from '../../ui/empty-state'
import { IconButton } from '../../ui/icon-button'
import { JobRow } from './job-row'
import styles from './jobs-drawer.module.css'
import { RunRow } from './run-row'

const mostEarlierRuns = 20

/** Everything that takes longer than a moment; the rest of the window stays usable beside it. */
export function JobsDrawer() {
  const jobs = useJobs()
  const runs = useRuns().data ?? []
  const shownRunIds = new Set(jobs.map(({ runId }) => runId))
  const earlier = runs.filter(({ id }) => !shownRunIds.has(id)).slice(0, mostEarlierRuns)
  return (
    <aside className={styles.drawer} aria-label="Jobs">
      <header className={styles.header}>
        <h2>Jobs</h2>
        <IconButton label="Close jobs" icon={<X size={16} />} onClick={() => setJobsOpen(false)} />
      </header>
      <div className={styles.body}>
        {jobs.length === 0 && earlier.length === 0 && (
          <EmptyState icon={<ListChecks size={28} />} title="Nothing to do" text="Scans and runs over photos appear here while they work, and stay with what failed." />
        )}
        {jobs.length > 0 && (
          <ul aria-label="Jobs of this start">
            {jobs.map((job) => (
              <JobRow key={job.id} job={job} />
            ))}
          </ul>
        )}
        {earlier.length > 0 && (
          <>
            <h3 className={styles.earlier}>Earlier</h3>
            <ul aria-label="Earlier runs">
              {earlier.map((run) => (
                <RunRow key={run.id} run={run} />
              ))}
            </ul>
          </>
        )}
      </div>
    </aside>
  )
}
