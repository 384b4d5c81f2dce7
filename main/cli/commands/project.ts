import { AppError } from '#core/contract/errors'
import { exitCodes, type CliCommand, type CommandOutput, type ExitCode } from '../command'
import { openExistingProject, type EngineSession } from '../engine-session'
import { parseOptions } from '../parse-options'
import { programName } from '../program-name'

const help = `Looks after a project file.

Usage: ${programName} project list    [--project FILE] [--json]
       ${programName} project check   [--project FILE]
       ${programName} project backup TARGET [--project FILE]
       ${programName} project compact [--project FILE]

  list     its folders, photos and runs
  check    integrity of the file; exit code 2 when there are problems
  backup   writes a whole copy to TARGET, also while the project is in use here
  compact  gives unused space back to the disk
`

type Action = (session: EngineSession, output: CommandOutput, options: { readonly target: string | undefined; readonly json: boolean }) => Promise<ExitCode>

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`

const actions: Readonly<Record<string, Action>> = {
  list: async ({ client }, output, { json }) => {
    const [info, folders, runs] = await Promise.all([
      client.call('project.info', {}),
      client.call('folder.list', {}),
      client.call('run.list', {}),
    ])
    if (json) {
      output.out(`${JSON.stringify({ ...info, folders, runs }, null, 2)}\n`)
      return exitCodes.done
    }
    output.out(`${info.path}: ${info.photos} photos in ${info.folders} folders\n`)
    for (const folder of folders) output.out(`  ${folder.path}: ${folder.photos} photos, ${folder.refused} files not taken${folder.available ? '' : ', not there now'}\n`)
    for (const run of runs) output.out(`  run ${run.id}, ${run.state}: ${run.done} of ${run.total} done, ${run.failed} failed (${run.modelIds.join(', ')})\n`)
    return exitCodes.done
  },
  check: async ({ client, projectPath }, output) => {
    const { ok, problems } = await client.call('project.check', {})
    output.out(ok ? `${projectPath}: no problems found\n` : `${projectPath}:\n${problems.map((problem) => `  ${problem}\n`).join('')}`)
    return ok ? exitCodes.done : exitCodes.doneWithFailures
  },
  backup: async ({ client }, output, { target }) => {
    if (target === undefined) throw new AppError('bad-input', 'project backup needs the file to write to.', { hint: `${programName} project backup TARGET` })
    const { bytes } = await client.call('project.backup', { path: target })
    output.out(`${target}: ${megabytes(bytes)}\n`)
    return exitCodes.done
  },
  compact: async ({ client, projectPath }, output) => {
    const { bytesBefore, bytesAfter } = await client.call('project.compact', {})
    output.out(`${projectPath}: ${megabytes(bytesBefore)} before, ${megabytes(bytesAfter)} now\n`)
    return exitCodes.done
  },
}

export const projectCommand: CliCommand = {
  name: 'project',
  summary: 'list, check, back up and compact a project',
  help,
  run: async (args, { output }) => {
    const { values, positionals } = parseOptions('project', args, { project: { type: 'string' }, json: { type: 'boolean' } })
    const [name, target] = positionals
    const action = name === undefined ? undefined : actions[name]
    if (action === undefined) {
      throw new AppError('bad-input', `project needs one of: ${Object.keys(actions).join(', ')}.`, { hint: 'See: mobilabel project --help' })
    }
    const session = await openExistingProject(values.project)
    try {
      return await action(session, output, { target, json: values.json === true })
    } finally {
      await session.close()
    }
  },
}
