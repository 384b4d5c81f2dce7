import type { ModelCard } from '#core/model/model-card'
import { Button } from '../../../ui/button'
import { ErrorView } from '../../../ui/error-view'
import { useReportOfModel, useTunes } from '../queries'
import { TunedModelActionsContext, type TunedModelActions } from '../tuned-model-actions'
import { ReportView } from './report-view'

interface ReportOfModelProps {
  readonly card: ModelCard
  readonly actions: TunedModelActions
}

/** The before and after of a tuned version, wherever it was trained. */
export function ReportOfModel({ card, actions }: ReportOfModelProps) {
  const { data: report, error, refetch } = useReportOfModel(card.id)
  const isOfThisProject = useTunes().data?.some(({ modelId }) => modelId === card.id) ?? false
  if (error !== null) return <ErrorView error={error} action={<Button onClick={() => void refetch()}>Try again</Button>} />
  if (report === undefined) return <p role="status">Fetching the report…</p>
  return (
    <TunedModelActionsContext value={actions}>
      <ReportView report={report} card={card} photos={isOfThisProject ? 'of-this-project' : 'elsewhere'} />
    </TunedModelActionsContext>
  )
}
