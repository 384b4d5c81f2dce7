import type { EvaluatedModel, EvaluationDifference, EvaluationReport } from '#core/contract/evaluation'
import { csvLine } from '#core/formats/labels/text/csv-rows'

type Cell = string | number

const orNothing = (value: number | null): Cell => value ?? ''

/** One row per model; shares 0..1, times in milliseconds, an interval as two columns. */
export function reportCsv({ models, task, photos }: EvaluationReport): string {
  const figures = models[0]?.accuracy ?? []
  const threads = models[0]?.latency.map((each) => each.threads) ?? []
  const header = [
    'model', 'name', 'sha256', 'task', 'photos', 'failed_photos', 'file_bytes', 'parameters', 'multiply_adds', 'peak_activation_bytes', 'load_ms',
    ...threads.flatMap((count) => [`p50_ms_${count}_threads`, `p95_ms_${count}_threads`]),
    ...figures.flatMap(({ key }) => [key, `${key}_low`, `${key}_high`, `${key}_difference`, `${key}_difference_low`, `${key}_difference_high`]),
    'agreement', 'unknown_classes',
  ]
  return [header, ...models.map((model) => [...costCells(model, task, photos), ...accuracyCells(model)])].map(csvLine).join('')
}

function costCells(model: EvaluatedModel, task: string, photos: number): Cell[] {
  return [
    model.modelId, model.name, model.sha256, task, photos, model.failedPhotos, model.fileBytes, model.parameters, orNothing(model.multiplyAdds), orNothing(model.peakActivationBytes), orNothing(model.loadMs),
    ...model.latency.flatMap(({ p50Ms, p95Ms }) => [p50Ms, p95Ms]),
  ]
}

function accuracyCells({ accuracy, agreement, unknownClasses }: EvaluatedModel): Cell[] {
  const cells = accuracy.flatMap(({ estimate, difference }): Cell[] => [estimate.value, ...estimate.interval, ...(difference === null ? ['', '', ''] : [difference.value, ...difference.interval])])
  return [...cells, orNothing(agreement), unknownClasses.join('; ')]
}

/** One row per photo and model that differs from the reference, worst first. */
export function differencesCsv(differences: readonly EvaluationDifference[]): string {
  const header = ['photo', 'model', 'agreement', 'truth', 'said', 'reference_said', 'score', 'reference_score']
  const rows = differences.map((each): Cell[] => [each.relativePath, each.modelId, each.agreement, each.truth, each.said, each.referenceSaid, orNothing(each.score), orNothing(each.referenceScore)])
  return [header, ...rows].map(csvLine).join('')
}
