import { toString as qrText } from 'qrcode'
import { AppError } from '#core/contract/errors'
import type { EngineClient } from '#core/contract/index'
import type { PhonePageOrder } from '#core/contract/phone-page'
import type { PhoneMeasurement } from '#core/model/phone-measurement'
import { chooseDisplay } from '../choose-display'
import { exitCodes, type CliCommand, type CommandContext, type ExitCode } from '../command'
import { openEngine } from '../engine-session'
import { finishJob } from '../finish-job'
import { numberOption, parseOptions } from '../parse-options'
import { followPage } from '../phone/follow-page'
import { measurementText } from '../phone/measurement-text'
import { chosenPhone, goldenOption } from '../phone/phone-options'
import { programName } from '../program-name'

const help = `Shows models to the browser of a phone: it runs them there, compares its answers with this computer's, and sends the figures back.

Usage: ${programName} phone-page MODEL… [--phone SERIAL | --lan INTERFACE] [options]

  --phone SERIAL   open the page on this phone through adb; without --lan and for a single phone not needed
  --lan INTERFACE  show it on a network instead, by a QR code: name or address of an interface of this computer
  --once           end with the first result
  --photos FOLDER  golden photos from there; without it of the project
  --golden N       golden photos, at most (default 4)
  --threshold T    scores below are not shown at first, 0 to 1 (default 0.3)
  --project FILE   project that keeps the figures (default: the command line's own)
  --json           the results as one JSON array at the end

The first phone that opens the address is let in, no other. The page closes with Ctrl+C, or when no phone has used it for 10 minutes.

Exit code: 0 closed, and all answers were the same; 2 some differ; 1 could not run.
`

const options = {
  phone: { type: 'string' },
  lan: { type: 'string' },
  once: { type: 'boolean' },
  photos: { type: 'string' },
  golden: { type: 'string' },
  threshold: { type: 'string' },
  project: { type: 'string' },
  json: { type: 'boolean' },
} as const

async function wayOption(client: EngineClient, lan: string | undefined, serial: string | undefined): Promise<PhonePageOrder['way']> {
  if (lan === undefined) return { kind: 'phone', serial: await chosenPhone(client, serial) }
  if (serial !== undefined) throw new AppError('bad-input', 'The page is shown either to a phone at the cable or on a network.', { hint: 'Leave out --phone or --lan.' })
  const interfaces = await client.call('phone-page.interfaces', {})
  const found = interfaces.find(({ name, address }) => name === lan || address === lan)
  if (found !== undefined) return { kind: 'network', address: found.address }
  const names = interfaces.map(({ name, address }) => `${name} (${address})`)
  throw new AppError('not-found', `This computer is in no network "${lan}".`, { hint: names.length === 0 ? 'It is in no network at all.' : `Networks: ${names.join(', ')}.` })
}

/** The address, as a code too where a phone has to scan it. */
async function showAddress(client: EngineClient, { output }: CommandContext): Promise<void> {
  const { url, qr, leftOut } = await client.call('phone-page.state', {})
  for (const { what, reason } of leftOut) output.status.write(`left out: ${what}: ${reason}\n`)
  if (url === null) return
  if (qr !== null) {
    // Black on white whatever colours the terminal has: not every phone reads a code of light modules on dark.
    const form = output.status.isTerminal ? ({ type: 'terminal', small: true } as const) : ({ type: 'utf8' } as const)
    output.status.write(`${await qrText(url, { ...form, errorCorrectionLevel: 'M' })}\n`)
  }
  output.status.write(`${url}\n`)
}

function exitCodeOf(measurements: readonly PhoneMeasurement[]): ExitCode {
  return measurements.every(({ parity }) => parity.every(({ isSame }) => isSame)) ? exitCodes.done : exitCodes.doneWithFailures
}

export const phonePageCommand: CliCommand = {
  name: 'phone-page',
  summary: 'run models in the browser of any phone and compare their answers',
  help,
  run: async (args, context) => {
    const { values, positionals } = parseOptions('phone-page', args, options)
    if (positionals.length === 0) throw new AppError('bad-input', 'phone-page needs the ids of models.', { hint: `${programName} phone-page MODEL` })
    const golden = goldenOption(values.photos, values.golden === undefined ? 4 : numberOption('--golden', values.golden, 0, 100), 1)
    const threshold = values.threshold === undefined ? 0.3 : numberOption('--threshold', values.threshold, 0, 1)
    const { client, close } = await openEngine(values.project)
    try {
      const way = await wayOption(client, values.lan, values.phone)
      const { jobId } = await client.call('phone-page.open', { way, modelIds: positionals, golden, threshold })
      await finishJob(client, jobId, chooseDisplay(context, false), context.signal)
      await showAddress(client, context)
      const measurements = await followPage(client, values.once === true ? 'first-result' : 'closed', context)
      context.output.out(values.json === true ? `${JSON.stringify(measurements, null, 2)}\n` : measurements.map(measurementText).join(''))
      return exitCodeOf(measurements)
    } finally {
      await close()
    }
  },
}
