import type { ExportReport, FormatLoss, PartCounts } from '#core/model/dataset-reports'
import { formatAmount, formatCount } from '../../ui/format'

/** What a format cannot hold of an export, in a sentence. */
export function lossText(formatName: string, losses: readonly FormatLoss[]): string {
  if (losses.length === 0) return `${formatName} can hold all of it.`
  return `${formatName} cannot hold ${losses.map(({ what, count }) => `${formatCount(count)} × ${what}`).join('; ')}.`
}

/** Whether reading the export again gave what was to be written. */
export function rereadText({ reread }: Pick<ExportReport, 'reread'>): { readonly tone: 'good' | 'bad' | 'plain'; readonly text: string } {
  if (reread === null) return { tone: 'plain', text: 'Mobilabel does not read this format, so the files were not compared.' }
  if (reread.differences === 0) return { tone: 'good', text: 'The files were read again and are equal to what was to be written.' }
  return { tone: 'bad', text: `The files were read again: ${formatAmount(reread.differences, 'difference')} from what was to be written.` }
}

/** "80 for training, 10 for validation, 10 for test". */
export function partsText({ train, val, test }: PartCounts): string {
  return `${formatCount(train)} for training, ${formatCount(val)} for validation, ${formatCount(test)} for test`
}
