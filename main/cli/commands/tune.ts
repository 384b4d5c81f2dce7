import { AppError } from '#core/contract/errors'
import type { CommandResult, EngineClient } from '#core/contract/index'
import { augmentationKinds, type TuneId, type TuneOrder } from '#core/contract/tune'
import { blockCounts, type TuneDepth } from '#core/model/tune-depth'
import type { JobId } from '#core/model/job'
import { cleanClassName } from '#core/review/class-name'
import { chooseDisplay } from '../choose-display'
import { exitCodes, type CliCommand, type CommandContext, type ExitCode } from '../command'
import { openExistingProject } from '../engine-session'
import { finishJob } from '../finish-job'
import { numberOption, parseOptions } from '../parse-options'
import { programName } from '../program-name'
import { previewText, tuneText } from '../tune/tune-text'

const usual = { copies: 0, validation: 15, test: 15, seed: 1 } as const

const help = `Trains a model on the labels of a project's reviewed photos and measures it on photos held out.

Usage: ${programName} tune MODEL [options]
       ${programName} tune --continue ID [options]
       ${programName} tune --keep ID [options]

  MODEL              id of a model, see: ${programName} models
  --project FILE     the project (default: the command line's own)
  --classes A,B,…    classes to learn; all that the labels have when left out
  --keep-old         keep the model's own classes beside them
  --many             a photo may have any number of the classes, each scored by itself
  --balance          let every class count the same, however rare
  --blocks N         let the last N blocks of a classifier learn too (1 to 3; the head alone when left out)
  --augment A,B,…    changes that keep labels true: ${augmentationKinds.join(', ')} (default all; none for none)
  --copies N         changed copies of each photo to learn from (default ${usual.copies})
  --validation P     percent held out to choose the best version (default ${usual.validation})
  --test P           percent held out to measure it (default ${usual.test})
  --seed N           equal seed, photos and labels give an equal file (default ${usual.seed})
  --name NAME        name of the new version
  --preview          only count and tell what may go wrong
  --continue ID      go on with a training that was stopped or interrupted
  --keep ID          make a version of the best that one had learnt
  --json             everything as one JSON object
  --json-progress    progress as JSON lines on standard error

The version is kept beside the models of the app: annotate --model takes its id.

Exit code: 0 done, 1 could not run.
`

const options = {
  project: { type: 'string' },
  classes: { type: 'string' },
  'keep-old': { type: 'boolean' },
  many: { type: 'boolean' },
  balance: { type: 'boolean' },
  blocks: { type: 'string' },
  augment: { type: 'string' },
  copies: { type: 'string' },
  validation: { type: 'string' },
  test: { type: 'string' },
  seed: { type: 'string' },
  name: { type: 'string' },
  preview: { type: 'boolean' },
  continue: { type: 'string' },
  keep: { type: 'string' },
  json: { type: 'boolean' },
  'json-progress': { type: 'boolean' },
} as const

type Values = ReturnType<typeof parseOptions<typeof options>>['values']

function whole(name: string, text: string | undefined, standard: number, maximum: number): number {
  const value = text === undefined ? standard : numberOption(name, text, 0, maximum)
  if (!Number.isInteger(value)) throw new AppError('bad-input', `${name} must be a whole number, not "${text ?? ''}".`)
  return value
}

const listOf = (text: string): string[] => text.split(',').map(cleanClassName).filter((part) => part !== '')

function augmentations(text: string | undefined): TuneOrder['augmentations'] {
  if (text === undefined) return [...augmentationKinds]
  if (text === 'none') return []
  return listOf(text).map((name) => {
    const kind = augmentationKinds.find((known) => known === name)
    if (kind === undefined) throw new AppError('bad-input', `There is no change "${name}".`, { hint: `Changes: ${augmentationKinds.join(', ')}.` })
    return kind
  })
}

function depthOf(text: string | undefined): TuneDepth {
  if (text === undefined) return 'head'
  const blocks = blockCounts.find((count) => String(count) === text)
  if (blocks === undefined) throw new AppError('bad-input', `--blocks must be ${blockCounts.join(', ')}, not "${text}".`, { hint: 'Leave it out to train the head alone.' })
  return { blocks }
}

async function classIdsOf(client: EngineClient, text: string | undefined): Promise<number[] | null> {
  if (text === undefined) return null
  const known = await client.call('class.list', {})
  return listOf(text).map((name) => {
    const found = known.find((one) => one.name === name)
    if (found === undefined) throw new AppError('not-found', `The project has no class "${name}".`, { hint: `Classes: ${known.map((one) => one.name).join(', ')}.` })
    return found.id
  })
}

async function orderOf(client: EngineClient, modelId: string, values: Values): Promise<TuneOrder> {
  return {
    modelId,
    scope: { kind: 'filter', filter: {} },
    classIds: await classIdsOf(client, values.classes),
    kept: values['keep-old'] === true ? 'extend' : 'replace',
    answer: values.many === true ? 'many-classes' : 'one-class',
    balance: values.balance === true ? 'classes' : 'photos',
    depth: depthOf(values.blocks),
    augmentations: augmentations(values.augment),
    copies: whole('--copies', values.copies, usual.copies, 16),
    split: { validation: whole('--validation', values.validation, usual.validation, 50) / 100, test: whole('--test', values.test, usual.test, 50) / 100 },
    seed: whole('--seed', values.seed, usual.seed, 0xffffffff),
    name: values.name ?? null,
  }
}

interface Started {
  readonly tuneId: TuneId
  readonly jobId: JobId
}

async function begin(client: EngineClient, modelId: string | undefined, values: Values): Promise<Started> {
  for (const [option, name] of [['continue', 'tune.continue'], ['keep', 'tune.keep']] as const) {
    const text = values[option]
    if (text === undefined) continue
    const tuneId = whole(`--${option}`, text, 0, Number.MAX_SAFE_INTEGER)
    return { tuneId, ...(await client.call(name, { tuneId })) }
  }
  if (modelId === undefined) throw new AppError('bad-input', 'tune needs the id of one model.', { hint: `${programName} tune MODEL --project FILE` })
  return client.call('tune.start', await orderOf(client, modelId, values))
}

async function finish(client: EngineClient, { tuneId, jobId }: Started, context: CommandContext, values: Values): Promise<CommandResult<'tune.report'>> {
  try {
    await finishJob(client, jobId, chooseDisplay(context, values['json-progress'] === true), context.signal)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'cancelled') throw error
    throw new AppError('cancelled', 'Stopped; no model was made.', { hint: `Go on with --continue ${tuneId}, or take the best so far with --keep ${tuneId}.` })
  }
  return client.call('tune.report', { tuneId })
}

async function run(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = parseOptions('tune', args, options)
  const [modelId, ...others] = positionals
  if (others.length > 0) throw new AppError('bad-input', 'tune takes the id of one model.', { hint: `${programName} tune MODEL --project FILE` })
  const session = await openExistingProject(values.project)
  const { client } = session
  const { output } = context
  const write = (json: unknown, text: string): void => output.out(values.json === true ? `${JSON.stringify(json, null, 2)}\n` : text)
  try {
    if (values.preview === true && modelId !== undefined) {
      const preview = await client.call('tune.preview', await orderOf(client, modelId, values))
      write(preview, previewText(preview))
      return exitCodes.done
    }
    const { report, card } = await finish(client, await begin(client, modelId, values), context, values)
    write({ model: card, report }, tuneText(card.id, report))
    return exitCodes.done
  } finally {
    await session.close()
  }
}

export const tuneCommand: CliCommand = { name: 'tune', summary: "train a model on the project's labels", help, run }
