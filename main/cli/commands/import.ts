import { resolve } from 'node:path'
import { AppError } from '#core/contract/errors'
import type { EngineClient } from '#core/contract/index'
import { labelFormats } from '#core/formats/labels/formats'
import type { DatasetNote, ImportPreview, ImportReport } from '#core/model/dataset-reports'
import { chooseDisplay } from '../choose-display'
import { exitCodes, type CliCommand, type CommandContext, type CommandOutput, type ExitCode } from '../command'
import { counted, noteLine } from '../datasets/report-text'
import { openEngine, openExistingProject } from '../engine-session'
import { finishJob } from '../finish-job'
import { parseOptions } from '../parse-options'
import { programName } from '../program-name'

const notesAtOnce = 1000
const read = labelFormats.filter((format) => format.read !== null).map(({ id }) => id)

const help = `Takes labels of another tool into a project, onto the photos they mean.

Usage: ${programName} import PATH... --project FILE [options]

  PATH              label files, or a folder or zip archive with them
  --project FILE    the project
  --photos FOLDER   read this folder of photos into the project first; makes the project when it is missing
  --format FORMAT   ${read.join(', ')}; told from the contents when left out
  --dry-run         only tell what would be taken
  --json            everything as one JSON object
  --json-progress   progress as JSON lines on standard error

Photos are found by relative path, then by content, then by a name that only one of them has. What is missing or ambiguous
changes nothing. Labels that a photo has already are not taken twice. The import is one step that can be undone.

Exit code: 0 all taken, 2 done but with records or photos that could not be taken, each listed with its reason, 1 could not run.
`

const options = {
  project: { type: 'string' },
  photos: { type: 'string' },
  format: { type: 'string' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
  'json-progress': { type: 'boolean' },
} as const

async function* allNotes(client: EngineClient, previewId: number): AsyncGenerator<DatasetNote> {
  for (let offset = 0; ; offset += notesAtOnce) {
    const { total, notes } = await client.call('import.notes', { previewId, offset, limit: notesAtOnce })
    yield* notes
    if (offset + notesAtOnce >= total) return
  }
}

function previewText({ formatName, images, labels, matched, predictions, frame }: ImportPreview): string {
  const what = predictions ? 'predictions' : 'labels'
  const found = `${matched.path} by path, ${matched.hash} by content, ${matched.name} by name`
  return `${formatName}, pixel frame ${frame}: ${counted(images, 'image')}, ${labels} ${what} on photos found (${found})\n`
}

function reportText(report: ImportReport): string {
  const known = report.knownLabels === 0 ? '' : `, ${report.knownLabels} were there already`
  return `Taken: ${counted(report.labels, 'label')} on ${counted(report.photos, 'photo')}, ${counted(report.newClasses, 'new class', 'new classes')}${known}\n`
}

async function writeResult(output: CommandOutput, preview: ImportPreview, notes: readonly DatasetNote[], report: ImportReport | null, asJson: boolean): Promise<ExitCode> {
  if (asJson) output.out(`${JSON.stringify({ preview, report, notes }, null, 2)}\n`)
  else {
    output.out(previewText(preview))
    for (const note of notes) output.out(noteLine(note))
    if (report !== null) output.out(reportText(report))
  }
  const lost = preview.ambiguous + preview.missing + preview.refusedRecords + (report?.refusedLabels ?? 0)
  return lost > 0 ? exitCodes.doneWithFailures : exitCodes.done
}

async function run(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = parseOptions('import', args, options)
  if (positionals.length === 0) throw new AppError('bad-input', 'import needs label files, or a folder or archive of them.', { hint: `${programName} import PATH --project FILE` })
  const session = await (values.photos === undefined ? openExistingProject(values.project) : openEngine(values.project))
  try {
    const { client } = session
    const display = chooseDisplay(context, values['json-progress'] === true)
    if (values.photos !== undefined) {
      const { jobId } = await client.call('folder.add', { paths: [resolve(values.photos)] })
      await finishJob(client, jobId, display, context.signal)
    }
    const paths = positionals.map((path) => resolve(path))
    const preview = await client.call('import.preview', { paths, ...(values.format === undefined ? {} : { formatId: values.format }) }, { signal: context.signal })
    const notes: DatasetNote[] = []
    for await (const note of allNotes(client, preview.previewId)) notes.push(note)
    if (values['dry-run'] === true) return await writeResult(context.output, preview, notes, null, values.json === true)
    const { jobId } = await client.call('import.start', { previewId: preview.previewId })
    await finishJob(client, jobId, display, context.signal)
    return await writeResult(context.output, preview, notes, await client.call('import.report', { jobId }), values.json === true)
  } finally {
    await session.close()
  }
}

export const importCommand: CliCommand = { name: 'import', summary: "take another tool's labels into a project", help, run }
