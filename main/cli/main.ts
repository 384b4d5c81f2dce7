import { AppError } from '#core/contract/errors'
import { exitCodes, type CommandContext, type ExitCode } from './command'
import { commands } from './commands/index'
import { programName } from './program-name'

process.env['ORT_DISABLE_TELEMETRY'] = '1'

function overview(): string {
  const width = Math.max(...commands.map((command) => command.name.length))
  const lines = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`)
  return [
    'mobilabel: annotate photos with slim vision models, without a window.',
    '',
    `Usage: ${programName} COMMAND [options]`,
    '',
    ...lines,
    '',
    `${programName} COMMAND --help tells more about one.`,
    '',
  ].join('\n')
}

/** One sentence each for what happened and what to do. */
function describeError(error: unknown): string {
  if (error instanceof AppError) return `mobilabel: ${error.message}${error.hint === undefined ? '' : `\n  ${error.hint}`}\n`
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return `mobilabel: something unexpected went wrong. This is a fault in Mobilabel; please report it.\n${text}\n`
}

async function runCommand(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    context.output.out(overview())
    return name === undefined ? exitCodes.couldNotRun : exitCodes.done
  }
  const command = commands.find((candidate) => candidate.name === name)
  if (command === undefined) {
    throw new AppError('bad-input', `There is no command "${name}".`, {
      hint: `Commands: ${commands.map((candidate) => candidate.name).join(', ')}. See --help.`,
    })
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    context.output.out(command.help)
    return exitCodes.done
  }
  return command.run(rest, context)
}

const controller = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort())
// A reader that closes the pipe early (head, less) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exitCode = exitCodes.couldNotRun
  controller.abort()
})

const context: CommandContext = {
  signal: controller.signal,
  output: {
    out: (text) => void process.stdout.write(text),
    status: {
      write: (text) => void process.stderr.write(text),
      isTerminal: process.stderr.isTTY,
      columns: process.stderr.columns || 80,
    },
  },
}

try {
  process.exitCode = await runCommand(process.argv.slice(2), context)
} catch (error) {
  process.stderr.write(describeError(error))
  process.exitCode = exitCodes.couldNotRun
}
