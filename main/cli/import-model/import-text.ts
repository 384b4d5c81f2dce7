import type { ImportedModelReport, ImportInspection } from '#core/contract/model-import'
import type { ImportDoubt, BorderTensor } from '#core/model/import-proposal'
import type { ImportChoices } from '#core/model/import-choices'
import { counted } from '../datasets/report-text'

/** Which option settles what a file leaves open. */
export const settlingOptions: Readonly<Record<ImportDoubt['about'], string>> = {
  scaling: '--scaling 0..255|0..1|signed|imagenet',
  labels: '--labels FILE',
  reading: '--reading KEY=VALUE,…',
  size: '--size WIDTHxHEIGHT',
}

const tensorText = ({ name, dataType, dims }: BorderTensor): string => `"${name}" ${dataType} [${dims?.map((dim) => dim ?? '?').join(', ') ?? '?'}]`

function choiceLines({ task, input, fit, reading }: ImportChoices): string {
  const { kind, ...parts } = reading
  const values = Object.entries(parts).map(([key, value]) => `${key}=${typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)}`)
  return [
    `Task: ${task}\n`,
    `Input: ${input.size.width} x ${input.size.height}, ${input.layout}, ${input.channels}; mean ${input.normalisation.mean.join(', ')}, deviation ${input.normalisation.std.map((value) => Number(value.toPrecision(6))).join(', ')}\n`,
    `Photo: ${fit.kind}${fit.kind === 'center-crop' ? ` from ${fit.shorterSide}` : ''}\n`,
    `Outputs: ${kind}: ${values.join(', ')}\n`,
  ].join('')
}

/** What a file seems to be, why, and what is left to settle. */
export function proposalText({ fileName, format, bytes, proposal }: ImportInspection, choices: ImportChoices, open: readonly ImportDoubt[]): string {
  return [
    `${fileName}: ${format}, ${(bytes / 1e6).toFixed(1)} MB\n`,
    `Inputs: ${proposal.inputs.map(tensorText).join(', ')}\n`,
    `Outputs: ${proposal.outputs.map(tensorText).join(', ')}\n`,
    '\n',
    choiceLines(choices),
    proposal.classCount === null ? '' : `Classes: ${proposal.classCount}\n`,
    ...proposal.reasons.map((reason) => `  ${reason}\n`),
    ...(open.length === 0 ? [] : ['\nTo be settled first:\n', ...open.map(({ about, sentence }) => `  ${sentence} Pass ${settlingOptions[about]}\n`)]),
  ].join('')
}

/** What was taken in and how it was checked. */
export function importedText({ card, path, check, fixedReason }: Pick<ImportedModelReport, 'card' | 'path' | 'check' | 'fixedReason'>): string {
  return [
    `${card.id}: ${card.task}, ${card.inputSize.width} x ${card.inputSize.height}, ${counted(card.labels.length, 'class', 'classes')}, ${(card.bytes / 1e6).toFixed(1)} MB\n`,
    `File: ${path}\n`,
    check.kind === 'same' ? `Answers as the file does: largest difference ${check.largestDifference.toExponential(1)} of the largest number\n` : `Not compared with the file: ${check.reason}\n`,
    fixedReason === null ? '' : `It cannot be made smaller here: ${fixedReason}\n`,
  ].join('')
}
