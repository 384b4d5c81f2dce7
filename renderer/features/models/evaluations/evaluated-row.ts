import type { EvaluatedModel, EvaluationReport, LatencyFigures } from '#core/contract/evaluation'
import type { PhoneMeasurement } from '#core/model/phone-measurement'
import { modelColor } from '../evaluate/model-colors'

/** An evaluated model with its colour in charts and what phones measured of the same bytes. */
export interface EvaluatedRow {
  readonly model: EvaluatedModel
  readonly color: string
  readonly isReference: boolean
  readonly oneThread: LatencyFigures | null
  /** null when there is one thread alone, or when speed was left out. */
  readonly allThreads: LatencyFigures | null
  /** By `setupOf`; the newest of each. */
  readonly onPhones: ReadonlyMap<string, PhoneMeasurement>
}

/** Phone, way and format in which something was measured: "Pixel 7, CPU, 4 threads, onnx". */
export function setupOf({ phone, source, provider, threads, format }: PhoneMeasurement): string {
  return [source === 'browser' ? `${phone} (browser)` : phone, provider, `${threads} ${threads === 1 ? 'thread' : 'threads'}`, format].join(', ')
}

/** The models of a report in its order, each with what was measured of its bytes on phones; `measurements` are newest first. */
export function evaluatedRows({ evaluation, models }: Pick<EvaluationReport, 'evaluation' | 'models'>, measurements: readonly PhoneMeasurement[]): readonly EvaluatedRow[] {
  return models.map((model, at) => {
    const own = measurements.filter(({ modelSha256 }) => modelSha256 === model.sha256)
    return {
      model,
      color: modelColor(at),
      isReference: model.modelId === evaluation.order.referenceId,
      oneThread: model.latency.find(({ threads }) => threads === 1) ?? null,
      allThreads: model.latency.find(({ threads }) => threads > 1) ?? null,
      // The newest stands first and is set last.
      onPhones: new Map(own.toReversed().map((measurement) => [setupOf(measurement), measurement])),
    }
  })
}

/** Every setup in which one of the models was measured on a phone, by name. */
export function phoneSetups(rows: readonly EvaluatedRow[]): readonly string[] {
  return [...new Set(rows.flatMap(({ onPhones }) => [...onPhones.keys()]))].toSorted()
}
