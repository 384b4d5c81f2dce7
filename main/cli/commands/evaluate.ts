import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { AppError } from '#core/contract/errors'
import type { EngineClient } from '#core/contract/index'
import type { ProgressDisplay } from '../annotate/progress-bar'
import { chooseDisplay } from '../choose-display'
import { exitCodes, type CliCommand, type CommandContext, type ExitCode } from '../command'
import { counted } from '../datasets/report-text'
import { openEngine, openExistingProject, type EngineSession } from '../engine-session'
import { classesText, evaluationText } from '../evaluate/evaluation-text'
import { exitCodeOf, modelsNamed, runEvaluation } from '../evaluate/run-evaluation'
import { finishJob } from '../finish-job'
import { parseOptions } from '../parse-options'
import { programName } from '../program-name'

const usage = `${programName} evaluate MODEL --project FILE`

const help = `Measures how right models are on reviewed photos, how fast, and what they cost.

Usage: ${programName} evaluate MODEL... [--project FILE]
       ${programName} evaluate MODEL... --photos FOLDER --labels PATH

  MODEL            ids of models of one task, see: ${programName} models
  --project FILE   a project with reviewed photos (default: the command line's own)
  --photos FOLDER  photos to evaluate on instead, with the labels of --labels; nothing of it is kept
  --labels PATH    label files of another tool for these photos; every photo they name counts as reviewed
  --classes        values of single classes, too
  --no-speed       leave speed out
  --json           the report as one JSON object
  --json-progress  progress as JSON lines on standard error

Missing answers are made first and kept in the project.

Exit code: 0 done, 2 done but some photos could not be answered or labels not be taken, 1 could not run.
`

const options = {
  project: { type: 'string' },
  photos: { type: 'string' },
  labels: { type: 'string' },
  classes: { type: 'boolean' },
  'no-speed': { type: 'boolean' },
  json: { type: 'boolean' },
  'json-progress': { type: 'boolean' },
} as const

type Values = ReturnType<typeof parseOptions<typeof options>>['values']

/** A project for a while, with a folder's photos and another tool's labels. */
async function openOnLabels(photos: string, labels: string, display: ProgressDisplay, context: CommandContext): Promise<EngineSession & { readonly lost: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'mobilabel-evaluate-'))
  const session = await openEngine(join(folder, 'labels.mobilabel'))
  const close = async (): Promise<void> => {
    await session.close()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    return { ...session, close, lost: await takeLabels(session.client, photos, labels, display, context) }
  } catch (error) {
    await close()
    throw error
  }
}

/** Gives how many records or photos could not be taken. */
async function takeLabels(client: EngineClient, photos: string, labels: string, display: ProgressDisplay, { signal, output }: CommandContext): Promise<number> {
  const { jobId: scanId } = await client.call('folder.add', { paths: [resolve(photos)] })
  await finishJob(client, scanId, display, signal)
  const preview = await client.call('import.preview', { paths: [resolve(labels)] }, { signal })
  const { jobId } = await client.call('import.start', { previewId: preview.previewId })
  await finishJob(client, jobId, display, signal)
  const report = await client.call('import.report', { jobId })
  const lost = preview.ambiguous + preview.missing + preview.refusedRecords + report.refusedLabels
  if (lost > 0) output.status.write(`${counted(lost, 'record or photo', 'records or photos')} of ${labels} could not be taken; see them with: ${programName} import --dry-run\n`)
  return lost
}

async function openSession(values: Values, display: ProgressDisplay, context: CommandContext): Promise<EngineSession & { readonly lost: number }> {
  if (values.photos === undefined && values.labels === undefined) return { ...(await openExistingProject(values.project)), lost: 0 }
  if (values.photos === undefined || values.labels === undefined) throw new AppError('bad-input', '--photos and --labels go together.', { hint: `${programName} evaluate MODEL --photos FOLDER --labels PATH` })
  if (values.project !== undefined) throw new AppError('bad-input', '--project and --photos exclude each other.', { hint: `Take the labels into the project with: ${programName} import` })
  return openOnLabels(values.photos, values.labels, display, context)
}

async function run(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = parseOptions('evaluate', args, options)
  const modelIds = modelsNamed('evaluate', usage, positionals)
  const display = chooseDisplay(context, values['json-progress'] === true)
  const { client, close, lost } = await openSession(values, display, context)
  try {
    const speed = values['no-speed'] === true ? 'left-out' : 'measured'
    const report = await runEvaluation(client, { modelIds: [...modelIds], referenceId: modelIds[0], speed }, display, context.signal)
    context.output.out(values.json === true ? `${JSON.stringify(report, null, 2)}\n` : `${evaluationText(report)}${values.classes === true ? classesText(report) : ''}`)
    return lost > 0 ? exitCodes.doneWithFailures : exitCodeOf(report)
  } finally {
    await close()
  }
}

export const evaluateCommand: CliCommand = { name: 'evaluate', summary: 'measure models on reviewed photos', help, run }
