import { basename, extname, resolve } from 'node:path'
import { AppError } from '#core/contract/errors'
import type { EngineClient } from '#core/contract/index'
import type { ImportedModelReport, ImportOrder } from '#core/contract/model-import'
import type { ImportDoubt, ImportProposal } from '#core/model/import-proposal'
import type { ClassLabel } from '#core/model/model-card'
import { chooseDisplay } from '../choose-display'
import { exitCodes, type CliCommand, type CommandContext, type ExitCode } from '../command'
import { openEngine } from '../engine-session'
import { finishJob } from '../finish-job'
import { changedChoices } from '../import-model/choice-options'
import { importedText, proposalText } from '../import-model/import-text'
import { parseOptions } from '../parse-options'
import { programName } from '../program-name'

const help = `Takes a model of your own in, or tells how it seems to work.

Usage: ${programName} import-model FILE [options]

  FILE             an ONNX or TFLite file, or the folder or model.json of a TensorFlow.js graph model
  --labels FILE    class names: one per line, or JSON
  --scaling HOW    0..255, 0..1, signed (-1..1), imagenet, or mean and deviation of red, green, blue as six numbers of 0..1
  --task TASK      classification, detection or segmentation; a check of what was found
  --layout ORDER   channels-first or channels-last
  --channels ORDER rgb or bgr
  --size SIZE      one number or WIDTHxHEIGHT, where the file leaves it open
  --fit HOW        how a photo meets the input: stretch, pad or center-crop
  --reading TEXT   how the outputs are meant: KEY=VALUE,… over what was found, or all of it as JSON
  --first-class N  number of the first label, 0 or 1, where the labels have none
  --name NAME      what it is called (default: the file's name)
  --licence TEXT   under which licence the weights may be used
  --yes            take it in with everything that is not settled as proposed; labels are always needed
  --json           everything as one JSON object
  --json-progress  progress as JSON lines on standard error

What the file leaves open is told, with the option that settles it; nothing is stored then.

Exit code: 0 done, 2 something has to be settled first, 1 could not run.
`

const options = {
  labels: { type: 'string' },
  scaling: { type: 'string' },
  task: { type: 'string' },
  layout: { type: 'string' },
  channels: { type: 'string' },
  size: { type: 'string' },
  fit: { type: 'string' },
  reading: { type: 'string' },
  'first-class': { type: 'string' },
  name: { type: 'string' },
  licence: { type: 'string' },
  yes: { type: 'boolean' },
  json: { type: 'boolean' },
  'json-progress': { type: 'boolean' },
} as const

type Values = ReturnType<typeof parseOptions<typeof options>>['values']

/** What is still open: nothing that an option names, and with --yes only the labels. */
function openDoubts({ doubts }: ImportProposal, values: Values): readonly ImportDoubt[] {
  return doubts.filter(({ about }) => values[about] === undefined && (values.yes !== true || about === 'labels'))
}

function firstClass(values: Values, proposed: number): number {
  const text = values['first-class']
  if (text === undefined) return proposed
  if (text !== '0' && text !== '1') throw new AppError('bad-input', `--first-class must be 0 or 1, not "${text}".`)
  return Number(text)
}

async function labelsOf(client: EngineClient, values: Values, proposal: ImportProposal): Promise<readonly ClassLabel[]> {
  if (values.labels === undefined) return proposal.labels
  return client.call('model-import.labels', { from: { kind: 'file', path: resolve(values.labels) }, firstClass: firstClass(values, proposal.firstClass) })
}

async function take(client: EngineClient, order: ImportOrder, context: CommandContext, progressAsJson: boolean): Promise<ImportedModelReport> {
  const { jobId } = await client.call('model-import.start', order)
  await finishJob(client, jobId, chooseDisplay(context, progressAsJson), context.signal)
  return client.call('model-import.report', { jobId })
}

async function run(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = parseOptions('import-model', args, options)
  const [file, ...others] = positionals
  if (file === undefined || others.length > 0) throw new AppError('bad-input', 'import-model needs one file.', { hint: `${programName} import-model FILE --labels FILE` })
  const { output } = context
  const session = await openEngine(undefined)
  try {
    const { client } = session
    const inspection = await client.call('model-import.inspect', { path: resolve(file) })
    const { proposal } = inspection
    const choices = changedChoices(proposal.choices, values)
    const open = openDoubts(proposal, values)
    if (open.length > 0) {
      output.out(values.json === true ? `${JSON.stringify({ state: 'open', ...inspection, choices, open }, null, 2)}\n` : proposalText(inspection, choices, open))
      return exitCodes.doneWithFailures
    }
    const labels = await labelsOf(client, values, proposal)
    const name = values.name ?? basename(file, extname(file))
    const report = await take(client, { path: resolve(file), choices, labels, name, licence: values.licence ?? '' }, context, values['json-progress'] === true)
    const { jobId: _jobId, card, ...rest } = report
    const { labels: _labels, ...facts } = card
    output.out(values.json === true ? `${JSON.stringify({ state: 'imported', model: facts, ...rest }, null, 2)}\n` : importedText(report))
    return exitCodes.done
  } finally {
    await session.close()
  }
}

export const importModelCommand: CliCommand = { name: 'import-model', summary: 'take in a model of your own', help, run }
