import { AppError } from '#core/contract/errors'
import type { CommandResult, EngineClient } from '#core/contract/index'
import { chooseDisplay } from '../choose-display'
import { exitCodes, type CliCommand, type CommandContext, type ExitCode } from '../command'
import { splitOption } from '../datasets/split-option'
import { splitText, statisticsText } from '../datasets/statistics-text'
import { openExistingProject } from '../engine-session'
import { finishJob } from '../finish-job'
import { numberOption, parseOptions } from '../parse-options'
import { programName } from '../program-name'

const everything = { kind: 'filter', filter: {} } as const
const defaultDistance = 6
const defaultScore = 0.8
const shownAtOnce = 1000

const help = `Tells how much of what a project has labeled.

Usage: ${programName} stats --project FILE [options]

  --project FILE   the project
  --duplicates     photos that look alike, too; compares them first
  --distance N     bits of 64 in which such photos may differ, 0 to 11 (default ${defaultDistance})
  --mistakes ID    labels that this model is sure are wrong, too
  --score T        from which score a model is sure, 0 to 1 (default ${defaultScore})
  --split SHARES   how a split such as 80,10,10 would come out; imported: the parts that photos came in with
  --seed N         of the split (default 1)
  --json           everything as one JSON object
  --json-progress  progress as JSON lines on standard error

Exit code: 0 done, 1 could not run.
`

const options = {
  project: { type: 'string' },
  duplicates: { type: 'boolean' },
  distance: { type: 'string' },
  mistakes: { type: 'string' },
  score: { type: 'string' },
  split: { type: 'string' },
  seed: { type: 'string' },
  json: { type: 'boolean' },
  'json-progress': { type: 'boolean' },
} as const

type Duplicates = CommandResult<'duplicates.list'>['groups']
type Mistakes = CommandResult<'dataset.mistakes'>['mistakes']

async function allPages<Item>(fetch: (offset: number) => Promise<{ readonly total: number; readonly items: readonly Item[] }>): Promise<Item[]> {
  const all: Item[] = []
  for (;;) {
    const { total, items } = await fetch(all.length)
    all.push(...items)
    if (all.length >= total || items.length === 0) return all
  }
}

async function pathsOf(client: EngineClient, photoIds: readonly number[]): Promise<Map<number, string>> {
  const paths = new Map<number, string>()
  for (let start = 0; start < photoIds.length; start += 500) {
    const cards = await client.call('photo.cards', { photoIds: photoIds.slice(start, start + 500), minimumScore: 1 })
    for (const { photo } of cards) paths.set(photo.id, photo.relativePath)
  }
  return paths
}

async function namedDuplicates(client: EngineClient, groups: Duplicates) {
  const paths = await pathsOf(client, groups.flatMap(({ photoIds }) => photoIds))
  return groups.map(({ photoIds, distance, identical }) => ({ photos: photoIds.map((id) => paths.get(id) ?? ''), distance, identical }))
}

async function namedMistakes(client: EngineClient, mistakes: Mistakes) {
  const paths = await pathsOf(client, mistakes.map(({ photoId }) => photoId))
  const names = new Map((await client.call('class.list', {})).map(({ id, name }) => [id, name]))
  return mistakes.map(({ photoId, kind, score, labelClassId, predicted }) => ({
    photo: paths.get(photoId) ?? '',
    kind,
    score,
    label: labelClassId === null ? null : (names.get(labelClassId) ?? null),
    predicted: predicted?.name ?? null,
  }))
}

async function run(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = parseOptions('stats', args, options)
  if (positionals.length > 0) throw new AppError('bad-input', `stats takes no "${positionals[0] ?? ''}".`, { hint: `${programName} stats --project FILE` })
  const split = splitOption(values.split, values.seed)
  const distanceAtMost = values.distance === undefined ? defaultDistance : numberOption('--distance', values.distance, 0, 11)
  const scoreAtLeast = values.score === undefined ? defaultScore : numberOption('--score', values.score, 0, 1)
  const session = await openExistingProject(values.project)
  try {
    const { client } = session
    if (values.duplicates === true || (split !== null && split !== 'as-imported')) {
      const { jobId } = await client.call('duplicates.find', { scope: everything })
      await finishJob(client, jobId, chooseDisplay(context, values['json-progress'] === true), context.signal)
    }
    const statistics = await client.call('dataset.stats', { scope: everything }, { signal: context.signal })
    const page = { scope: everything, limit: shownAtOnce }
    const groups = values.duplicates === true ? await allPages(async (offset) => toItems(await client.call('duplicates.list', { ...page, distanceAtMost, offset }), 'groups')) : null
    const modelId = values.mistakes
    const found = modelId === undefined ? null : await allPages(async (offset) => toItems(await client.call('dataset.mistakes', { ...page, modelId, scoreAtLeast, offset }), 'mistakes'))
    const result = {
      statistics,
      split: split === null ? null : await client.call('dataset.split', { scope: everything, split }, { signal: context.signal }),
      duplicates: groups === null ? null : await namedDuplicates(client, groups),
      mistakes: found === null ? null : await namedMistakes(client, found),
    }
    context.output.out(values.json === true ? `${JSON.stringify(plain(result), null, 2)}\n` : resultText(result))
    return exitCodes.done
  } finally {
    await session.close()
  }
}

function toItems<Key extends string, Item>(result: { readonly total: number } & { readonly [K in Key]: readonly Item[] }, key: Key): { readonly total: number; readonly items: readonly Item[] } {
  return { total: result.total, items: result[key] }
}

interface StatsResult {
  readonly statistics: CommandResult<'dataset.stats'>
  readonly split: CommandResult<'dataset.split'> | null
  readonly duplicates: Awaited<ReturnType<typeof namedDuplicates>> | null
  readonly mistakes: Awaited<ReturnType<typeof namedMistakes>> | null
}

/** JSON has no typed arrays. */
function plain({ statistics: { positions, ...statistics }, ...others }: StatsResult) {
  return { statistics: { ...statistics, positions: { ...positions, counts: [...positions.counts] } }, ...others }
}

function resultText({ statistics, split, duplicates, mistakes }: StatsResult): string {
  const alike = (duplicates ?? []).map(({ photos, distance, identical }) => `  ${identical ? 'the same' : `${distance} bits apart`}: ${photos.join(', ')}\n`)
  const wrong = (mistakes ?? []).map(({ photo, kind, score, label, predicted }) => `  ${photo}: ${kind}, ${score.toFixed(2)}${label === null ? '' : `, labeled ${label}`}${predicted === null ? '' : `, predicted ${predicted}`}\n`)
  return [
    statisticsText(statistics),
    split === null ? '' : splitText(split),
    duplicates === null ? '' : `Photos that look alike: ${duplicates.length} groups\n${alike.join('')}`,
    mistakes === null ? '' : `Likely mistakes: ${mistakes.length}\n${wrong.join('')}`,
  ].join('')
}

export const statsCommand: CliCommand = { name: 'stats', summary: 'tell what a project has labeled', help, run }
