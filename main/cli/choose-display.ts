import { jsonProgress, plainProgress, terminalProgress, type ProgressDisplay } from './annotate/progress-bar'
import type { CommandContext } from './command'

/** How progress is shown: as JSON lines when asked, else as fits what standard error is. */
export function chooseDisplay({ output: { status } }: CommandContext, asJson: boolean): ProgressDisplay {
  if (asJson) return jsonProgress(status)
  return status.isTerminal ? terminalProgress(status) : plainProgress(status)
}
