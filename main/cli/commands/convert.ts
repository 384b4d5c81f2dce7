import { AppError } from '#core/contract/errors'
import { labelFormats } from '#core/formats/labels/formats'
import { convertLabels } from '../../engine/services/datasets/convert-labels'
import { exitCodes, type CliCommand, type CommandContext, type ExitCode } from '../command'
import { exportText, noteLine } from '../datasets/report-text'
import { frameOption, targetOption } from '../datasets/target-option'
import { parseOptions } from '../parse-options'
import { programName } from '../program-name'

const help = `Turns labels of one format into another, without a project.

Usage: ${programName} convert PATH... --to FORMAT --out PATH [options]

  PATH            label files, or a folder or zip archive with them and the photos
  --to FORMAT     ${labelFormats.filter(({ writer }) => writer !== null).map(({ id }) => id).join(', ')}
  --from FORMAT   told from the contents when left out: ${labelFormats.filter(({ read }) => read !== null).map(({ id }) => id).join(', ')}
  --out PATH      a folder, or a file that ends in .zip; an earlier export there is replaced, anything else is left alone
  --photos        copy the photos that lie beside the labels
  --frame FRAME   upright or raw; needs the photos beside the labels (default: as the labels are)
  --json          everything as one JSON object

Exit code: 0 done, 2 done but with records that could not be taken or not the same when read again, 1 could not run.
`

const options = {
  to: { type: 'string' },
  from: { type: 'string' },
  out: { type: 'string' },
  photos: { type: 'boolean' },
  frame: { type: 'string' },
  json: { type: 'boolean' },
} as const

async function run(args: readonly string[], { output, signal }: CommandContext): Promise<ExitCode> {
  const { values, positionals } = parseOptions('convert', args, options)
  if (positionals.length === 0 || values.to === undefined) {
    throw new AppError('bad-input', 'convert needs labels and the format to turn them into.', { hint: `${programName} convert PATH --to FORMAT --out PATH` })
  }
  const converted = await convertLabels({
    paths: positionals,
    fromFormatId: values.from,
    toFormatId: values.to,
    target: targetOption(values.out),
    photos: values.photos === true ? 'with-photos' : 'labels-only',
    frame: values.frame === undefined ? undefined : frameOption(values.frame),
    beforeFile: async () => {
      if (signal.aborted) throw new AppError('cancelled', 'Stopped; nothing was written.')
    },
  })
  if (values.json === true) output.out(`${JSON.stringify(converted, null, 2)}\n`)
  else {
    for (const note of converted.notes) output.out(noteLine(note))
    output.out(exportText(converted, converted.images))
  }
  const isWhole = converted.notes.every(({ level }) => level !== 'refused') && (converted.reread?.differences ?? 0) === 0
  return isWhole ? exitCodes.done : exitCodes.doneWithFailures
}

export const convertCommand: CliCommand = { name: 'convert', summary: 'turn labels of one format into another', help, run }
