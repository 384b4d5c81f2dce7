import type { PageResult } from '#core/bundle/page-exchange'
import { slowerDoubts } from '#core/bundle/slower-doubts'
import { summariseTimes } from '#core/metrics/timing-summary'
import type { ModelCard } from '#core/model/model-card'
import type { PhoneMeasurement } from '#core/model/phone-measurement'

/** A result of the page as it is kept beside those of the phones' own runner, from which `source` tells it apart. */
export function browserMeasurement(result: PageResult, card: ModelCard, visitor: { readonly phone: string; readonly browser: string }, measuredAtMs: number): Omit<PhoneMeasurement, 'id'> {
  const times = summariseTimes(result.runsMs)
  return {
    source: 'browser',
    serial: null,
    phone: result.phoneModel ?? visitor.phone,
    modelId: card.id,
    modelSha256: card.sha256,
    format: 'onnx',
    measuredAtMs,
    provider: result.provider,
    threads: result.threads,
    runtime: `ONNX Runtime Web ${result.runtimeVersion} in ${visitor.browser}`,
    loadMs: result.loadMs,
    p50Ms: times.p50,
    p90Ms: times.p90,
    minMs: times.min,
    runsMs: result.runsMs,
    peakMemoryBytes: null,
    parity: result.parity,
    thermal: { before: null, after: null },
    facts: null,
    doubts: ['Measured in a browser: an app on the same phone is faster.', ...result.missing, ...slowerDoubts(times.trend)],
  }
}
