import { AppError } from '#core/contract/errors'
import { chooseDisplay } from '../choose-display'
import { exitCodes, type CliCommand } from '../command'
import { openEngine } from '../engine-session'
import { finishJob } from '../finish-job'
import { parseOptions } from '../parse-options'
import { chosenPhone, contentHelp, contentOption, contentOptions, placeOption } from '../phone/phone-options'
import { programName } from '../program-name'

const help = `Puts a model on a phone, with everything that is needed to run it there. What arrives is read back and compared.

Usage: ${programName} push MODEL [options]

  --phone SERIAL   which phone, see: ${programName} phones; not needed for a single one
  --place PLACE    download (default), temporary, or the name of an app's package
${contentHelp}
  --project FILE   project (default: the command line's own)
  --json           the report as one JSON object
  --json-progress  progress as JSON lines on standard error

A phone that is unplugged is waited for; Ctrl+C stops.
`

const options = {
  phone: { type: 'string' },
  place: { type: 'string' },
  ...contentOptions,
  project: { type: 'string' },
  json: { type: 'boolean' },
  'json-progress': { type: 'boolean' },
} as const

export const pushCommand: CliCommand = {
  name: 'push',
  summary: 'put a model on a phone',
  help,
  run: async (args, context) => {
    const { values, positionals } = parseOptions('push', args, options)
    const [modelId, ...others] = positionals
    if (modelId === undefined || others.length > 0) throw new AppError('bad-input', 'push needs the id of one model.', { hint: `${programName} push MODEL` })
    const content = contentOption(values)
    const { client, close } = await openEngine(values.project)
    try {
      const serial = await chosenPhone(client, values.phone)
      const { jobId } = await client.call('phone.push', { serial, modelId, place: placeOption(values.place), content })
      await finishJob(client, jobId, chooseDisplay(context, values['json-progress'] === true), context.signal)
      const report = await client.call('phone.push-report', { jobId })
      if (values.json === true) context.output.out(`${JSON.stringify(report, null, 2)}\n`)
      else {
        const sent = report.files.filter(({ outcome }) => outcome === 'sent').length
        context.output.out(`${report.folder}: ${report.files.length} files, ${sent} sent, ${report.files.length - sent} were there already; all compared.\n`)
        for (const { what, reason } of report.leftOut) context.output.out(`  left out: ${what}: ${reason}\n`)
      }
      return report.leftOut.length === 0 ? exitCodes.done : exitCodes.doneWithFailures
    } finally {
      await close()
    }
  },
}
