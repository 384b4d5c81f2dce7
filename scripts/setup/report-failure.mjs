import { SetupError } from './setup-error.mjs'

/**
 * Tells on standard error what failed and what to do, and makes the process end with exit code 1.
 * @param {unknown} error
 */
export function reportFailure(error) {
  if (error instanceof SetupError) process.stderr.write(`\n✗ ${error.message}\n  → ${error.hint}\n`)
  else process.stderr.write(`\n✗ ${error instanceof Error ? error.stack : String(error)}\n`)
  process.exitCode = 1
}
