import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { AppError } from '#core/contract/errors'
import type { EngineClient } from '#core/contract/index'
import type { QuantizedModelReport, QuantizeOrder, QuantizeRecipe } from '#core/contract/models'
import { mapFileError } from '../../engine/map-file-error'
import { chooseDisplay } from '../choose-display'
import { exitCodes, type CliCommand, type CommandContext, type CommandOutput, type ExitCode } from '../command'
import { openEngine, openExistingProject } from '../engine-session'
import { finishJob } from '../finish-job'
import { numberOption, parseOptions } from '../parse-options'
import { programName } from '../program-name'
import { layerTable, quantizeText } from '../quantize/quantize-text'
import { writeWhole } from '../../engine/write-whole'

const defaultCount = 100
const defaultSeed = 1
const mostPhotos = 10_000

const recipes: Readonly<Record<string, QuantizeRecipe>> = {
  static: { kind: 'static' },
  dynamic: { kind: 'dynamic' },
  'weight-only': { kind: 'weight-only' },
  float16: { kind: 'float16', form: 'storage' },
}

const help = `Makes a smaller version of a model and compares its answers with the model's own.

Usage: ${programName} quantize MODEL [options]

  MODEL            id of a model, see: ${programName} models
  --photos FOLDER  photos to calibrate on and to compare with; without it those of the project
  --project FILE   the project (default: the command line's own)
  --count N        photos to calibrate on, at most (default ${defaultCount}); as many again, up to 100, are held out to compare on
  --seed N         equal seeds choose equal photos (default ${defaultSeed})
  --form FORM      ${Object.keys(recipes).join(', ')}; chosen by the number of photos when left out
  --out FILE       write the ONNX file there, too
  --layers         one line per layer besides
  --json           everything as one JSON object
  --json-progress  progress as JSON lines on standard error

The version is kept beside the models of the app: annotate --model takes its id.

Exit code: 0 done, 2 done but not recommended for use, 1 could not run.
`

const options = {
  photos: { type: 'string' },
  project: { type: 'string' },
  count: { type: 'string' },
  seed: { type: 'string' },
  form: { type: 'string' },
  out: { type: 'string' },
  layers: { type: 'boolean' },
  json: { type: 'boolean' },
  'json-progress': { type: 'boolean' },
} as const

function wholeNumber(name: string, text: string | undefined, usual: number, minimum: number, maximum: number): number {
  const value = text === undefined ? usual : numberOption(name, text, minimum, maximum)
  if (!Number.isInteger(value)) throw new AppError('bad-input', `${name} must be a whole number, not "${text ?? ''}".`)
  return value
}

function recipeOption(form: string | undefined): QuantizeRecipe {
  if (form === undefined) return { kind: 'automatic' }
  const recipe = Object.hasOwn(recipes, form) ? recipes[form] : undefined
  if (recipe === undefined) throw new AppError('bad-input', `There is no form "${form}".`, { hint: `Forms: ${Object.keys(recipes).join(', ')}.` })
  return recipe
}

async function quantize(client: EngineClient, order: QuantizeOrder, context: CommandContext, progressAsJson: boolean): Promise<QuantizedModelReport> {
  const { jobId } = await client.call('model.quantize', order)
  try {
    await finishJob(client, jobId, chooseDisplay(context, progressAsJson), context.signal)
  } catch (error) {
    if (error instanceof AppError && error.code === 'cancelled') throw new AppError('cancelled', 'Stopped; no model was made.')
    throw error
  }
  return client.call('model.quantize-report', { jobId })
}

async function copyModel(from: string, to: string): Promise<void> {
  const bytes = await readFile(from).catch((error: unknown) => {
    throw mapFileError(error, from, 'cannot-read')
  })
  await writeWhole(to, bytes)
}

function writeReport(report: QuantizedModelReport, output: CommandOutput, shown: { readonly json?: boolean; readonly layers?: boolean }): ExitCode {
  const { lineage } = report.card
  if (lineage?.kind !== 'quantized') throw new Error(`${report.card.id} does not say what it was made from`)
  if (shown.json === true) {
    const { jobId: _jobId, card, ...rest } = report
    const { labels: _labels, ...facts } = card
    output.out(`${JSON.stringify({ model: facts, ...rest }, null, 2)}\n`)
  } else {
    output.out(quantizeText(report, lineage))
    if (shown.layers === true) output.out(`\n${layerTable(report.layers)}`)
  }
  return lineage.report.verdict.kind === 'recommended' ? exitCodes.done : exitCodes.doneWithFailures
}

async function run(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = parseOptions('quantize', args, options)
  const [modelId, ...others] = positionals
  if (modelId === undefined || others.length > 0) {
    throw new AppError('bad-input', 'quantize needs the id of one model.', { hint: `${programName} quantize MODEL --photos FOLDER` })
  }
  const order = {
    modelId,
    count: wholeNumber('--count', values.count, defaultCount, 1, mostPhotos),
    seed: wholeNumber('--seed', values.seed, defaultSeed, 0, 0xffffffff),
    recipe: recipeOption(values.form),
  }
  const session = await (values.photos === undefined ? openExistingProject(values.project) : openEngine(values.project))
  try {
    const photos: QuantizeOrder['photos'] =
      values.photos === undefined ? { kind: 'scope', scope: { kind: 'filter', filter: {} } } : { kind: 'folder', path: resolve(values.photos) }
    const report = await quantize(session.client, { ...order, photos }, context, values['json-progress'] === true)
    if (values.out !== undefined) await copyModel(report.path, values.out)
    return writeReport(report, context.output, values)
  } finally {
    await session.close()
  }
}

export const quantizeCommand: CliCommand = { name: 'quantize', summary: 'make a smaller version of a model', help, run }
