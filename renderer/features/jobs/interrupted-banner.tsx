import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { setJobsOpen } from '../../state/navigation'
import { useModels, useRuns } from '../../state/queries'
import { Banner } from '../../ui/banner'
import { Button } from '../../ui/button'
import { formatAmount } from '../../ui/format'
import { useJobCommands } from './queries'

/** Offers to go on with the newest run that the end of the engine cut off. */
export function InterruptedBanner() {
  const run = useRuns().data?.find(({ state }) => state === 'interrupted')
  const { titleOf } = useModels()
  const { goOn } = useJobCommands()
  const [laterId, setLaterId] = useState<number | null>(null)
  if (run === undefined || run.id === laterId) return null
  const left = run.total - run.done
  return (
    <Banner
      tone="notice"
      icon={<RotateCcw size={16} />}
      actions={
        <>
          <Button look="primary" disabled={goOn.isPending} onClick={() => goOn.mutate({ runId: run.id }, { onSuccess: () => setJobsOpen(true) })}>
            Go on
          </Button>
          <Button look="quiet" onClick={() => setLaterId(run.id)}>
            Later
          </Button>
        </>
      }
    >
      {`A run of ${run.modelIds.map(titleOf).join(', ')} was interrupted; ${formatAmount(left, 'answer')} left.`}
    </Banner>
  )
}
