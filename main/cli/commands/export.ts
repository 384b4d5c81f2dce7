import type { LabelSource } from '#core/contract/datasets'
import { AppError } from '#core/contract/errors'
import { labelFormats } from '#core/formats/labels/formats'
import { finishedReviewStates } from '#core/model/review-state'
import { chooseDisplay } from '../choose-display'
import { exitCodes, type CliCommand, type CommandContext, type ExitCode } from '../command'
import { exportText } from '../datasets/report-text'
import { splitOption } from '../datasets/split-option'
import { frameOption, targetOption } from '../datasets/target-option'
import { bundleCommand } from './bundle'
import { openExistingProject } from '../engine-session'
import { finishJob } from '../finish-job'
import { numberOption, parseOptions } from '../parse-options'
import { programName } from '../program-name'

const defaultThreshold = 0.3
const written = labelFormats.filter(({ writer }) => writer !== null).map(({ id }) => id)

const help = `Writes labels of a project, or what a model predicts, in another tool's format.

Usage: ${programName} export --project FILE --format FORMAT --out PATH [options]
       ${programName} export MODEL --out PATH …   a model for phones, see: ${programName} bundle --help

  --project FILE    the project
  --format FORMAT   ${written.join(', ')}
  --out PATH        a folder, or a file that ends in .zip; an earlier export there is replaced, anything else is left alone
  --photos          copy the photos too, byte for byte
  --frame FRAME     upright (default) or raw: pixels of the photo as it is stored
  --reviewed        only photos that somebody has finished reviewing
  --predictions ID  what this model predicts instead of labels
  --threshold T     lowest score of predictions, 0 to 1 (default ${defaultThreshold})
  --split SHARES    train, val and test, for example 80,10,10; photos that look alike stay together;
                    or imported: the parts that photos came in with
  --seed N          another way of dealing out (default 1); the same seed gives the same parts
  --json            the report as one JSON object
  --json-progress   progress as JSON lines on standard error

The export is read again and compared with the project.

Exit code: 0 done, 2 written but not the same when read again, 1 could not run.
`

const options = {
  project: { type: 'string' },
  format: { type: 'string' },
  out: { type: 'string' },
  photos: { type: 'boolean' },
  frame: { type: 'string' },
  reviewed: { type: 'boolean' },
  predictions: { type: 'string' },
  threshold: { type: 'string' },
  split: { type: 'string' },
  seed: { type: 'string' },
  json: { type: 'boolean' },
  'json-progress': { type: 'boolean' },
} as const

function sourceOption(modelId: string | undefined, threshold: string | undefined): LabelSource {
  if (modelId !== undefined) return { kind: 'predictions', modelId, threshold: threshold === undefined ? defaultThreshold : numberOption('--threshold', threshold, 0, 1) }
  if (threshold === undefined) return { kind: 'labels' }
  throw new AppError('bad-input', '--threshold goes with --predictions.', { hint: 'Name the model with --predictions ID.' })
}

async function run(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  if (args[0] !== undefined && !args[0].startsWith('-')) return bundleCommand.run(args, context)
  const { values, positionals } = parseOptions('export', args, options)
  if (positionals.length > 0) throw new AppError('bad-input', `export takes no "${positionals[0] ?? ''}".`, { hint: 'See: mobilabel export --help' })
  if (values.format === undefined) throw new AppError('bad-input', '--format is missing.', { hint: `Formats: ${written.join(', ')}.` })
  const order = {
    scope: { kind: 'filter', filter: values.reviewed === true ? { reviewStates: [...finishedReviewStates] } : {} },
    source: sourceOption(values.predictions, values.threshold),
    formatId: values.format,
    frame: frameOption(values.frame ?? 'upright'),
    photos: values.photos === true ? 'with-photos' : 'labels-only',
    split: splitOption(values.split, values.seed),
    target: targetOption(values.out),
  } as const
  const { client, close } = await openExistingProject(values.project)
  try {
    const { jobId } = await client.call('export.start', order)
    await finishJob(client, jobId, chooseDisplay(context, values['json-progress'] === true), context.signal)
    const report = await client.call('export.report', { jobId })
    context.output.out(values.json === true ? `${JSON.stringify(report, null, 2)}\n` : exportText(report, report.photos))
    return report.reread !== null && report.reread.differences > 0 ? exitCodes.doneWithFailures : exitCodes.done
  } finally {
    await close()
  }
}

export const exportCommand: CliCommand = { name: 'export', summary: 'write labels or predictions in another format', help, run }
