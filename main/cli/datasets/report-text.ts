import type { DatasetNote, ExportReport, FormatLoss } from '#core/model/dataset-reports'

/** "1 photo", "2 photos". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** One line for a record that was refused or changed, or an image without its photo. */
export function noteLine({ level, file, where, reason }: DatasetNote): string {
  return `${level}: ${[file, where].filter((part) => part !== '').join(', ')}: ${reason}\n`
}

function lossLines(losses: readonly FormatLoss[]): string {
  return losses.map(({ what, count }) => `  not as it was: ${what}, ${count} times\n`).join('')
}

/** What was written, what the format could not hold, and whether reading it again gave the same. */
export function exportText(report: Pick<ExportReport, 'path' | 'labels' | 'files' | 'copiedPhotos' | 'losses' | 'reread' | 'frame' | 'predictions'>, photos: number): string {
  const what = report.predictions ? counted(report.labels, 'prediction') : counted(report.labels, 'label')
  const copied = report.copiedPhotos === 0 ? '' : `, ${counted(report.copiedPhotos, 'photo')} copied`
  return `${report.path}: ${what} of ${counted(photos, 'photo')} in ${counted(report.files, 'file')}${copied}, pixel frame ${report.frame}\n${lossLines(report.losses)}${rereadText(report.reread)}`
}

function rereadText(reread: ExportReport['reread']): string {
  if (reread === null) return 'The format is not read: not compared.\n'
  if (reread.differences === 0) return 'Read again: the same.\n'
  const lines = reread.first.map(({ file, what }) => `  ${file === '' ? '' : `${file}: `}${what}\n`).join('')
  return `Read again: ${counted(reread.differences, 'difference')}.\n${lines}`
}
