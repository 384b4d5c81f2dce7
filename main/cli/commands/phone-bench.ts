import { AppError } from '#core/contract/errors'
import type { BenchReport } from '#core/contract/phones'
import { phoneProviders, type PhoneProvider } from '#core/model/phone-measurement'
import { chooseDisplay } from '../choose-display'
import { exitCodes, type CliCommand } from '../command'
import { openEngine } from '../engine-session'
import { finishJob } from '../finish-job'
import { numberOption, parseOptions } from '../parse-options'
import { measurementText } from '../phone/measurement-text'
import { chosenPhone, formatsOption, goldenOption } from '../phone/phone-options'
import { programName } from '../program-name'

const help = `Runs models on a phone and compares their answers with this computer's. Nothing is installed on the phone.

Usage: ${programName} phone-bench MODEL… [options]

  --phone SERIAL   which phone, see: ${programName} phones; not needed for a single one
  --formats LIST   with commas (default onnx)
  --provider NAME  ${phoneProviders.join(', ')} (default CPU)
  --threads N      threads on the phone (default 4)
  --runs N         timed runs of each model (default 30)
  --photos FOLDER  golden photos from there; without it of the project
  --golden N       golden photos, at most (default 4)
  --fetch          fetch ONNX Runtime for Android first where it is not here yet (150 MB, once)
  --project FILE   project that keeps the figures (default: the command line's own)
  --json           the report as one JSON object

Exit code: 0 all answer the same, 2 some differ or could not be run, 1 could not run.
`

const options = {
  phone: { type: 'string' },
  formats: { type: 'string' },
  provider: { type: 'string' },
  threads: { type: 'string' },
  runs: { type: 'string' },
  photos: { type: 'string' },
  golden: { type: 'string' },
  fetch: { type: 'boolean' },
  project: { type: 'string' },
  json: { type: 'boolean' },
} as const

function providerOption(text: string | undefined): PhoneProvider {
  const provider = phoneProviders.find((name) => name === (text ?? 'CPU').toUpperCase())
  if (provider === undefined) throw new AppError('bad-input', `There is no provider "${text ?? ''}".`, { hint: `Providers: ${phoneProviders.join(', ')}.` })
  return provider
}

function reportText({ measurements, leftOut }: BenchReport): string {
  return [...measurements.map(measurementText), ...leftOut.map(({ what, reason }) => `${what}: ${reason}\n`)].join('')
}

export const phoneBenchCommand: CliCommand = {
  name: 'phone-bench',
  summary: 'measure models on a phone and compare their answers',
  help,
  run: async (args, context) => {
    const { values, positionals } = parseOptions('phone-bench', args, options)
    if (positionals.length === 0) throw new AppError('bad-input', 'phone-bench needs the ids of models.', { hint: `${programName} phone-bench MODEL` })
    const formats = formatsOption(values.formats)
    const number = (name: 'threads' | 'runs' | 'golden', usual: number, least: number, most: number): number => (values[name] === undefined ? usual : numberOption(`--${name}`, values[name], least, most))
    const settings = { provider: providerOption(values.provider), threads: number('threads', 4, 1, 16), warmUp: 3, runs: number('runs', 30, 1, 1000) }
    const golden = goldenOption(values.photos, number('golden', 4, 0, 100), 1)
    const { client, close } = await openEngine(values.project)
    const finish = (jobId: number): Promise<void> => finishJob(client, jobId, chooseDisplay(context, false), context.signal)
    try {
      const serial = await chosenPhone(client, values.phone)
      if (values.fetch === true) {
        const { abi } = await client.call('phone.facts', { serial })
        const { kind } = await client.call('phone.runner', { abi: abi ?? '' })
        if (kind === 'to-fetch') await finish((await client.call('phone.fetch-runner', {})).jobId)
      }
      const models = positionals.flatMap((modelId) => formats.map((format) => ({ modelId, format })))
      const { jobId } = await client.call('phone.bench', { serial, models, golden, ...settings })
      await finish(jobId)
      const report = await client.call('phone.bench-report', { jobId })
      context.output.out(values.json === true ? `${JSON.stringify(report, null, 2)}\n` : reportText(report))
      const allSame = report.leftOut.length === 0 && report.measurements.every(({ parity }) => parity.every(({ isSame }) => isSame))
      return allSame ? exitCodes.done : exitCodes.doneWithFailures
    } finally {
      await close()
    }
  },
}
