import { AppError } from '#core/contract/errors'
import { fileErrorName } from '../map-file-error'
import type { Refusal } from './photo-pool'

const goneNames: ReadonlySet<string | null> = new Set(['ENOENT', 'ENOTDIR'])

/** An error about one file as a value: one bad photo must not stop the others. */
export function asRefusal(error: unknown): Refusal {
  if (!(error instanceof AppError)) {
    return { kind: 'refused', code: 'model-failed', reason: error instanceof Error ? error.message : String(error) }
  }
  // The file is not there: the photo is missing, which is more than a file that cannot be read.
  const isGone = error.code === 'cannot-read' && goneNames.has(fileErrorName(error.cause))
  return { kind: 'refused', code: isGone ? 'not-found' : error.code, reason: error.message }
}
