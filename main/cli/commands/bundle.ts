import { resolve } from 'node:path'
import { AppError } from '#core/contract/errors'
import { chooseDisplay } from '../choose-display'
import { exitCodes, type CliCommand, type CommandContext, type ExitCode } from '../command'
import { targetOption } from '../datasets/target-option'
import { openEngine } from '../engine-session'
import { finishJob } from '../finish-job'
import { parseOptions } from '../parse-options'
import { contentHelp, contentOption, contentOptions } from '../phone/phone-options'
import { programName } from '../program-name'

const help = `Writes a model with everything a phone needs: formats, labels, samples, golden photos with this computer's answers.

Usage: ${programName} bundle MODEL --out PATH [options]
       ${programName} bundle --check PATH

  --out PATH       a folder, or a file that ends in .zip; an earlier bundle there is replaced, anything else is left alone
  --check PATH     compare a bundle with its manifest instead
${contentHelp}
  --project FILE   project (default: the command line's own)
  --json           the report as one JSON object

Exit code: 0 done, 2 something was left out or is not as the manifest says, 1 could not run.
`

const options = {
  out: { type: 'string' },
  check: { type: 'string' },
  ...contentOptions,
  project: { type: 'string' },
  json: { type: 'boolean' },
} as const

async function check(path: string, project: string | undefined, asJson: boolean, { output }: CommandContext): Promise<ExitCode> {
  const { client, close } = await openEngine(project)
  try {
    const found = await client.call('bundle.check', { path: resolve(path) })
    if (asJson) output.out(`${JSON.stringify(found, null, 2)}\n`)
    else output.out(`${found.modelName}: ${found.formats.join(', ')}, ${found.goldenPhotos} golden photos: ${found.problems.length === 0 ? 'as the manifest says' : 'not as the manifest says'}\n${found.problems.map((problem) => `  ${problem}\n`).join('')}`)
    return found.problems.length === 0 ? exitCodes.done : exitCodes.doneWithFailures
  } finally {
    await close()
  }
}

export const bundleCommand: CliCommand = {
  name: 'bundle',
  summary: 'write a model with everything a phone needs, or check it',
  help,
  run: async (args, context) => {
    const { values, positionals } = parseOptions('bundle', args, options)
    if (values.check !== undefined) return check(values.check, values.project, values.json === true, context)
    const [modelId, ...others] = positionals
    if (modelId === undefined || others.length > 0) throw new AppError('bad-input', 'bundle needs the id of one model.', { hint: `${programName} bundle MODEL --out PATH` })
    const content = contentOption(values)
    const { client, close } = await openEngine(values.project)
    try {
      const { jobId } = await client.call('bundle.start', { ...content, modelId, target: targetOption(values.out) })
      await finishJob(client, jobId, chooseDisplay(context, false), context.signal)
      const report = await client.call('bundle.report', { jobId })
      if (values.json === true) context.output.out(`${JSON.stringify(report, null, 2)}\n`)
      else {
        const lines = [...report.files.map(({ path, bytes }) => `${path}  ${(bytes / 1e6).toFixed(1)} MB`), ...report.leftOut.map(({ what, reason }) => `left out: ${what}: ${reason}`)]
        context.output.out(`${report.path}, ${report.goldenPhotos} golden photos\n${lines.map((line) => `  ${line}\n`).join('')}`)
      }
      return report.leftOut.length === 0 ? exitCodes.done : exitCodes.doneWithFailures
    } finally {
      await close()
    }
  },
}
