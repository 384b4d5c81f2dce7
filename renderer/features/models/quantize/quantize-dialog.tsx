import { useExchanges } from '../../../state/exchange'
import { QuantizeForm } from './quantize-form'
import { QuantizeProgress } from './quantize-progress'

/** A smaller version of a model: choices first, then how it goes, then what came of it. */
export function QuantizeDialog() {
  const shown = useExchanges((exchanges) => exchanges.shown)
  return shown?.kind === 'quantize' ? <QuantizeProgress jobId={shown.jobId} /> : <QuantizeForm />
}
