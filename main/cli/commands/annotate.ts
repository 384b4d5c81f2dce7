import { resolve } from 'node:path'
import { AppError } from '#core/contract/errors'
import type { EngineClient } from '#core/contract/index'
import type { ModelEntry } from '#core/contract/runs'
import type { Folder } from '#core/model/folder'
import { isShipped } from '#core/model/is-shipped'
import type { ModelCard } from '#core/model/model-card'
import { chooseDisplay } from '../choose-display'
import { exitCodes, type CliCommand, type CommandContext, type ExitCode } from '../command'
import { openEngine } from '../engine-session'
import { finishJob } from '../finish-job'
import { numberOption, parseOptions } from '../parse-options'
import { programName } from '../program-name'
import { maskName, writeMask } from '../annotate/mask-file'
import { resolveAskedPaths, scopedPhotos, scopedSkips, type AskedPaths, type ScopedPhoto } from '../annotate/photo-scope'
import type { ProgressDisplay } from '../annotate/progress-bar'
import { answerRow, failedRow, type ResultRow } from '../annotate/result-row'
import { fileWriter, lineWriter, textWriter, type ResultWriter } from '../annotate/result-writer'

const defaultThreshold = 0.3

const help = `Annotates photos with the models and writes one JSON line per photo and model.

Usage: ${programName} annotate PATH... [options]

  PATH             folders or single photos
  --model ID       a model to use; may be given several times (default: all that came with the app)
  --out FILE       write the JSON lines to FILE instead of the terminal
  --masks DIR      write each mask as PNG (gray value = class index, the photo's own size) under DIR
  --project FILE   project that keeps the results (default: the command line's own project)
  --threshold T    lowest score of boxes and tags in the output, 0 to 1 (default ${defaultThreshold}); five tags are always given
  --retry-failed   try photos again that failed before
  --json-progress  progress as JSON lines on standard error
  --text           readable lines instead of JSON lines

What is done already is not done again. Stop with Ctrl+C at any time; the same command goes on.

Names in the output are relative to PATH, or to the closest common folder of several, always with "/".
Boxes are [x, y, width, height] in pixels of the upright photo.

Exit code: 0 all done, 2 finished with failures, 1 could not run.
`

const options = {
  model: { type: 'string', multiple: true },
  out: { type: 'string' },
  masks: { type: 'string' },
  project: { type: 'string' },
  threshold: { type: 'string' },
  'retry-failed': { type: 'boolean' },
  'json-progress': { type: 'boolean' },
  text: { type: 'boolean' },
} as const

/** The models asked for, or all that came with the app and can be used. */
function chooseModels(entries: readonly ModelEntry[], asked: readonly string[] | undefined): ModelCard[] {
  const ids = asked ?? entries.filter((entry) => entry.usable && isShipped(entry.card)).map((entry) => entry.card.id)
  return [...new Set(ids)].map((id) => {
    const entry = entries.find((candidate) => candidate.card.id === id)
    if (entry === undefined) {
      throw new AppError('not-found', `There is no model "${id}".`, { hint: `Models: ${entries.map(({ card }) => card.id).join(', ')}.` })
    }
    if (!entry.usable) throw new AppError('unsupported-model', `The model ${id} cannot be used: ${entry.problem ?? 'its file is missing'}`)
    return entry.card
  })
}

interface Plan {
  readonly client: EngineClient
  readonly asked: AskedPaths
  readonly folders: readonly Folder[]
  readonly models: readonly ModelCard[]
}

async function annotate({ client, asked, folders, models }: Plan, redo: 'missing' | 'failed', display: ProgressDisplay, signal: AbortSignal): Promise<void> {
  const photoIds: number[] = []
  for await (const { card } of scopedPhotos(client, asked, folders, 1)) photoIds.push(card.photo.id)
  if (photoIds.length === 0) return
  const { jobId } = await client.call('run.start', { scope: { kind: 'photos', photoIds }, modelIds: models.map((model) => model.id), redo })
  await finishJob(client, jobId, display, signal)
}

interface RowOptions {
  readonly threshold: number
  readonly masks: string | undefined
}

async function photoRow(client: EngineClient, { card, file }: ScopedPhoto, model: ModelCard, segmenters: number, { threshold, masks }: RowOptions): Promise<ResultRow> {
  const answer = card.answers.find((candidate) => candidate.modelId === model.id)
  if (answer === undefined) return failedRow(file, model.id, card.photo.reason ?? 'There is no answer yet.', card.photo)
  if (masks === undefined || !answer.hasMask) return answerRow(file, card.photo, model, answer, threshold, null)
  const name = maskName(file, model.id, segmenters)
  writeMask(resolve(masks), name, await client.call('photo.mask', { photoId: card.photo.id, modelId: model.id }))
  return answerRow(file, card.photo, model, answer, threshold, name)
}

/** Writes every row and tells how many failed. */
async function writeRows({ client, asked, folders, models }: Plan, writer: ResultWriter, rowOptions: RowOptions): Promise<number> {
  let failures = 0
  const write = (row: ResultRow): void => {
    if (row.status === 'failed') failures++
    writer.write(row)
  }
  const segmenters = models.filter((model) => model.task === 'segmentation').length
  const written = new Set<string>()
  for await (const photo of scopedPhotos(client, asked, folders, 0)) {
    written.add(photo.file)
    for (const model of models) write(await photoRow(client, photo, model, segmenters, rowOptions))
  }
  // The list of files not taken has photos that cannot be decoded too; those have their rows already.
  for (const skip of await scopedSkips(client, asked, folders)) {
    if (written.has(skip.file)) continue
    for (const model of models) write(failedRow(skip.file, model.id, skip.reason))
  }
  writer.finish()
  return failures
}

async function run(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = parseOptions('annotate', args, options)
  if (positionals.length === 0) throw new AppError('bad-input', 'annotate needs at least one folder or photo.', { hint: `${programName} annotate PATH` })
  const threshold = values.threshold === undefined ? defaultThreshold : numberOption('--threshold', values.threshold, 0, 1)
  const asked = await resolveAskedPaths(positionals)
  const { out } = context.output
  const writer = values.out !== undefined ? fileWriter(values.out) : values.text === true ? textWriter(out) : lineWriter(out)
  const session = await openEngine(values.project).catch((error: unknown) => {
    writer.discard()
    throw error
  })
  try {
    const { client } = session
    const models = chooseModels(await client.call('model.list', {}), values.model)
    const display = chooseDisplay(context, values['json-progress'] === true)
    const { folderIds, jobId } = await client.call('folder.add', { paths: asked.paths.map(({ absolute }) => absolute) })
    await finishJob(client, jobId, display, context.signal)
    const known = await client.call('folder.list', {})
    const plan: Plan = { client, asked, models, folders: known.filter((folder) => folderIds.includes(folder.id)) }
    await annotate(plan, values['retry-failed'] === true ? 'failed' : 'missing', display, context.signal)
    const failures = await writeRows(plan, writer, { threshold, masks: values.masks })
    if (failures === 0) return exitCodes.done
    context.output.status.write(`Finished with ${failures} ${failures === 1 ? 'failure' : 'failures'}; each has its reason in the output.\n`)
    return exitCodes.doneWithFailures
  } finally {
    writer.discard()
    await session.close()
  }
}

export const annotateCommand: CliCommand = { name: 'annotate', summary: 'annotate folders or photos', help, run }
