import type { EvaluatedModel, EvaluationReport } from '#core/contract/evaluation'
import { differenceText, estimateText, megabytesText, millionsText, millisecondsText, percentText } from '#core/evaluate/export/figure-text'
import { formatTable } from '#core/onnx/analysis/text/format-table'

/** The tables of a report, for a person. */
export function evaluationText({ models, photos, task, fronts, rules }: EvaluationReport): string {
  const costs = costTable(models)
  return [
    `${task}: ${models.length} ${models.length === 1 ? 'model' : 'models'} on ${photos} reviewed photos, 95 % intervals in brackets\n`,
    formatTable(...accuracyTable(models)),
    '\n',
    formatTable(costs[0], costs[1], costs[0].slice(1)),
    ...(models.length < 2 ? [] : [`\nNot beaten in both accuracy and multiply-adds: ${fronts['multiply-adds'].join(', ')}\n`]),
    ...models.flatMap(({ modelId, unknownClasses, failedPhotos }) => [
      ...(unknownClasses.length === 0 ? [] : [`${modelId} cannot answer: ${unknownClasses.join(', ')}\n`]),
      ...(failedPhotos === 0 ? [] : [`${modelId} has no answer to ${failedPhotos} photos\n`]),
    ]),
    '\n',
    ...rules.map((rule) => `- ${rule}\n`),
  ].join('')
}

/** Values of single classes, one table per column. */
export function classesText({ models, classColumns }: EvaluationReport): string {
  const names = models.map(({ modelId }) => modelId)
  return classColumns
    .map(({ key, name }) => {
      const rows = (models[0]?.classes ?? []).map((each) => [
        each.name,
        `${each.photos}`,
        `${each.labels}`,
        ...models.map(({ classes }) => percentText(classes.find(({ classId }) => classId === each.classId)?.values[key] ?? null)),
      ])
      return `\n${name}\n${formatTable(['class', 'photos', 'labels', ...names], rows, ['photos', 'labels', ...names])}`
    })
    .join('')
}

type Table = readonly [heading: string[], rows: string[][], right: string[]]

function accuracyTable(models: readonly EvaluatedModel[]): Table {
  const hasReference = models.length > 1
  const heading = ['model', ...(models[0]?.accuracy ?? []).flatMap(({ name }) => [name, ...(hasReference ? ['to reference'] : [])]), ...(hasReference ? ['agreement'] : [])]
  const rows = models.map(({ modelId, accuracy, agreement }) => [
    modelId,
    ...accuracy.flatMap(({ estimate, difference }) => [estimateText(estimate), ...(hasReference ? [differenceText(difference)] : [])]),
    ...(hasReference ? [percentText(agreement)] : []),
  ])
  return [heading, rows, ['agreement']]
}

function costTable(models: readonly EvaluatedModel[]): readonly [heading: string[], rows: string[][]] {
  const threads = (models[0]?.latency ?? []).flatMap(({ threads: count }) => [`p50 x${count}`, `p95 x${count}`])
  const hasSpeed = threads.length > 0
  const heading = ['model', 'file', 'parameters', 'multiply-adds', 'peak activations', ...(hasSpeed ? ['load', ...threads] : [])]
  const rows = models.map((model) => [
    model.modelId,
    megabytesText(model.fileBytes),
    millionsText(model.parameters),
    millionsText(model.multiplyAdds),
    megabytesText(model.peakActivationBytes),
    ...(hasSpeed ? [millisecondsText(model.loadMs), ...model.latency.flatMap(({ p50Ms, p95Ms }) => [millisecondsText(p50Ms), millisecondsText(p95Ms)])] : []),
  ])
  return [heading, rows]
}
