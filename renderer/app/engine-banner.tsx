import { TriangleAlert } from 'lucide-react'
import { useEngineStatus } from '../state/engine-status'
import { shell } from '../state/shell'
import { Banner } from '../ui/banner'
import { Button } from '../ui/button'

/** Says that the engine is gone, and whether it comes back by itself. */
export function EngineBanner() {
  const { state, message } = useEngineStatus()
  if (state === 'crashed') {
    return (
      <Banner tone="danger" icon={<TriangleAlert size={16} />}>
        {message ?? 'The engine stopped and is being started again. Nothing that was saved is lost.'}
      </Banner>
    )
  }
  if (state !== 'gave-up') return null
  return (
    <Banner tone="danger" icon={<TriangleAlert size={16} />} actions={<Button onClick={() => shell().restartEngine()}>Start the engine again</Button>}>
      {message ?? 'The engine stopped several times and was not started again.'}
    </Banner>
  )
}
