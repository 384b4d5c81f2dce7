/** Where a command writes. Results go to `out`, everything meant for a person watching goes to `status`. */
export interface CommandOutput {
  out(text: string): void
  readonly status: StatusStream
}

export interface StatusStream {
  write(text: string): void
  readonly isTerminal: boolean
  readonly columns: number
}

/** Aborted by Ctrl+C or SIGTERM. */
export interface CommandContext {
  readonly output: CommandOutput
  readonly signal: AbortSignal
}

/** finished; could not run; finished with failures. */
export const exitCodes = { done: 0, couldNotRun: 1, doneWithFailures: 2 } as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

export interface CliCommand {
  readonly name: string
  readonly summary: string
  readonly help: string
  run(args: readonly string[], context: CommandContext): Promise<ExitCode>
}
