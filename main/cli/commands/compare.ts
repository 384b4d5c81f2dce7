import { resolve } from 'node:path'
import { AppError } from '#core/contract/errors'
import { chooseDisplay } from '../choose-display'
import type { CliCommand, CommandContext, ExitCode } from '../command'
import { openExistingProject } from '../engine-session'
import { classesText, evaluationText } from '../evaluate/evaluation-text'
import { exitCodeOf, modelsNamed, runEvaluation } from '../evaluate/run-evaluation'
import { parseOptions } from '../parse-options'
import { programName } from '../program-name'

const usage = `${programName} compare MODEL MODEL --project FILE`

const help = `Compares models with one of them on a project's reviewed photos: accuracy, speed, cost, and where they differ.

Usage: ${programName} compare MODEL MODEL... [options]

  MODEL               ids of models of one task, see: ${programName} models
  --project FILE      a project with reviewed photos (default: the command line's own)
  --reference ID      the model that the others are compared with (default: the first)
  --classes           values of single classes, too
  --no-speed          leave speed out
  --csv FILE          write one row per model
  --html FILE         write one page that needs nothing else
  --differences FILE  write one row per photo and model that differs, the worst first, as CSV
  --json              the report as one JSON object
  --json-progress     progress as JSON lines on standard error

Missing answers are made first and kept in the project.

Exit code: 0 done, 2 done but some photos could not be answered, 1 could not run.
`

const options = {
  project: { type: 'string' },
  reference: { type: 'string' },
  classes: { type: 'boolean' },
  'no-speed': { type: 'boolean' },
  csv: { type: 'string' },
  html: { type: 'string' },
  differences: { type: 'string' },
  json: { type: 'boolean' },
  'json-progress': { type: 'boolean' },
} as const

const exports = { csv: 'csv', html: 'html', differences: 'differences-csv' } as const

async function run(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = parseOptions('compare', args, options)
  const modelIds = modelsNamed('compare', usage, positionals)
  if (modelIds.length < 2) throw new AppError('bad-input', 'compare needs at least two models.', { hint: `Use evaluate for one: ${programName} evaluate ${modelIds[0]}` })
  const session = await openExistingProject(values.project)
  const { client } = session
  try {
    const speed = values['no-speed'] === true ? 'left-out' : 'measured'
    const report = await runEvaluation(client, { modelIds: [...modelIds], referenceId: values.reference ?? modelIds[0], speed }, chooseDisplay(context, values['json-progress'] === true), context.signal)
    for (const [option, kind] of Object.entries(exports)) {
      const path = values[option as keyof typeof exports]
      if (path === undefined) continue
      const written = await client.call('evaluation.export', { evaluationId: report.evaluation.id, kind, path: resolve(path) })
      context.output.status.write(`${written.path}: ${written.bytes} bytes\n`)
    }
    context.output.out(values.json === true ? `${JSON.stringify(report, null, 2)}\n` : `${evaluationText(report)}${values.classes === true ? classesText(report) : ''}`)
    return exitCodeOf(report)
  } finally {
    await session.close()
  }
}

export const compareCommand: CliCommand = { name: 'compare', summary: 'compare models on reviewed photos', help, run }
