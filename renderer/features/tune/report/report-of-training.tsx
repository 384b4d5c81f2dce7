import type { TuneId } from '#core/contract/tune'
import { Button } from '../../../ui/button'
import { ErrorView } from '../../../ui/error-view'
import { useTuneReport } from '../queries'
import { ReportView } from './report-view'

/** The before and after of a training that is done. */
export function ReportOfTraining({ tuneId }: { readonly tuneId: TuneId }) {
  const { data, error, refetch } = useTuneReport(tuneId)
  if (error !== null) return <ErrorView error={error} action={<Button onClick={() => void refetch()}>Try again</Button>} />
  if (data === undefined) return <p role="status">Fetching the report…</p>
  return <ReportView report={data.report} card={data.card} photos="of-this-project" />
}
