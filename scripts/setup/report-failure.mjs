import { SetupError } from './setup-error.mjs'

const fullHint = 'Free some disk space (the set-up needs about 2 GB), then start again.'
const lockedHint = 'Make that place writable, or set MOBILABEL_CACHE to a folder that is, then start again.'

/** @type {Readonly<Record<string, string>>} */
const hints = { ENOSPC: fullHint, EDQUOT: fullHint, EACCES: lockedHint, EPERM: lockedHint, EROFS: lockedHint }

/**
 * Tells on standard error what failed and what to do, and makes the process end with exit code 1.
 * @param {unknown} error
 */
export function reportFailure(error) {
  process.stderr.write(`\n✗ ${failureText(error)}\n`)
  process.exitCode = 1
}

/**
 * @param {unknown} error
 * @returns {string} what failed, and below it what to do where that is known
 */
export function failureText(error) {
  if (error instanceof SetupError) return `${error.message}\n  → ${error.hint}`
  if (!(error instanceof Error)) return String(error)
  const hint = 'code' in error && typeof error.code === 'string' ? hints[error.code] : undefined
  return hint === undefined ? (error.stack ?? error.message) : `${error.message}\n  → ${hint}`
}
