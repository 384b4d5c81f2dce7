import { AppError } from '#core/contract/errors'
import type { LatencyFigures } from '#core/contract/evaluation'
import { quantile } from '#core/metrics/timing-summary'
import { measureLatency, type MeasuredLatency } from '../../runtime/measure-latency'
import type { ThreadHooks } from '../../threads/serve-thread'
import type { EvaluateProgress, ModelSpeed, SpeedTask } from './evaluate-thread-messages'

export const speedRuns = { warmUpRuns: 5, runs: 50, fewestRuns: 10 } as const
const mostMs = 20_000

/** Measures all models with each number of threads. Throws `cancelled` when the signal is set. */
export async function measureSpeed({ models, threads }: SpeedTask, { signal, progress }: ThreadHooks<EvaluateProgress>): Promise<readonly ModelSpeed[]> {
  const measured: { readonly threads: number; readonly models: readonly MeasuredLatency[] }[] = []
  for (const [at, count] of threads.entries()) {
    const afterRun = (done: number, total: number): void => {
      if (signal.aborted) throw new AppError('cancelled', 'The evaluation was cancelled.')
      progress({ done: at + done / total, total: threads.length })
    }
    measured.push({ threads: count, models: await measureLatency(models, { threads: count, ...speedRuns, mostMs, afterRun }) })
  }
  return models.map((_, at) => ({
    loadMs: measured[0]?.models[at]?.loadMs ?? Number.NaN,
    latency: measured.map((each) => latencyOf(each.threads, each.models[at]?.samplesMs ?? [])),
  }))
}

function latencyOf(threads: number, samplesMs: readonly number[]): LatencyFigures {
  const sorted = samplesMs.toSorted((a, b) => a - b)
  return {
    threads,
    p50Ms: quantile(sorted, 0.5),
    p95Ms: quantile(sorted, 0.95),
    minMs: quantile(sorted, 0),
    lowerQuartileMs: quantile(sorted, 0.25),
    upperQuartileMs: quantile(sorted, 0.75),
    samplesMs,
  }
}
