import type { TunePreview, TuneReport } from '#core/contract/tune'
import { formatTable } from '#core/onnx/analysis/text/format-table'

const percent = (share: number | null): string => (share === null ? '-' : `${(100 * share).toFixed(1)} %`)

function measured(name: string, figure: TuneReport['before']): string {
  if (figure === null) return `${name}: the model knows none of the classes`
  return `${name}: ${percent(figure.value)} (${percent(figure.interval[0])} to ${percent(figure.interval[1])})`
}

function concernLines(concerns: TunePreview['concerns']): string[] {
  return concerns.map(({ severity, message, hint }) => `${severity === 'stop' ? 'Cannot start' : 'Mind'}: ${message} ${hint}`)
}

/** What a training would work on, for a person. */
export function previewText({ classes, photos, importedPhotos, groups, concerns }: TunePreview): string {
  const rows = classes.map(({ name, train, validation, test, knownAs }) => [name, `${train}`, `${validation}`, `${test}`, knownAs ?? '-'])
  return [
    formatTable(['class', 'learn', 'validate', 'test', 'the model knows it as'], rows, ['learn', 'validate', 'test']),
    `${photos.train} photos to learn from, ${photos.validation} to validate, ${photos.test} to test; ${photos.leftOut} left out, ${importedPhotos} with imported labels, ${groups} groups`,
    ...concernLines(concerns),
    '',
  ].join('\n')
}

const figures = ['precision', 'recall', 'score', 'threshold']

/** What a training made, for a person. */
export function tuneText(modelId: string, report: TuneReport): string {
  const classes = report.classes.map(({ name, support, precision, recall, score }) => [name, `${support}`, percent(precision), percent(recall), percent(score), report.thresholds[name]?.toFixed(2) ?? '-'])
  return [
    `${modelId}: ${report.metric} on ${report.photos} ${report.measuredOn} photos`,
    `  ${measured('before', report.before)}`,
    `  ${measured('after', report.after)}`,
    ...(report.gain === null ? [] : [`  ${measured('gain', report.gain)}`]),
    formatTable(['class', 'there', ...figures], classes, ['there', ...figures]),
    `best of ${report.epochs.length} epochs: ${report.bestEpoch}; temperature ${report.temperature.toFixed(2)}; features ${seconds(report.timesMs.features)}, training ${seconds(report.timesMs.training)}`,
    ...(report.blocks === undefined ? [] : [`last ${report.blocks.count} blocks: ${report.blocks.kept}. ${report.blocks.reason}`]),
    ...(report.skipped.length === 0 ? [] : [`${report.skipped.length} photos could not be read`]),
    ...concernLines(report.concerns),
    '',
  ].join('\n')
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
