import { AppError, type ErrorCode } from '#core/contract/errors'

interface Sentence {
  readonly code: ErrorCode | 'as-asked'
  readonly what: string
  readonly hint: string
}

/** By the system's error name (POSIX errno; Node gives the same names on Windows). */
const sentences: Readonly<Record<string, Sentence>> = {
  ENOENT: { code: 'not-found', what: 'is not there', hint: 'Check the name, or connect the drive it is on.' },
  ENOTDIR: { code: 'not-found', what: 'is not there', hint: 'Check the name, or connect the drive it is on.' },
  EACCES: { code: 'as-asked', what: 'may not be opened by this user', hint: 'Change its permissions and try again.' },
  EPERM: { code: 'as-asked', what: 'may not be opened by this user', hint: 'Change its permissions and try again.' },
  EROFS: { code: 'cannot-write', what: 'is on a read-only drive', hint: 'Choose another place.' },
  ENOSPC: { code: 'disk-full', what: 'does not fit: the drive is full', hint: 'Free some space and try again.' },
  EDQUOT: { code: 'disk-full', what: 'does not fit: your quota is used up', hint: 'Free some space and try again.' },
  EIO: { code: 'as-asked', what: 'cannot be used: the drive reported an error', hint: 'Check the drive and its cable.' },
}

/** The system's error name, if the thrown value has one. */
export function fileErrorName(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}

/** True for what the operating system reported, false for faults of the program. */
export function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}

/** What a failed file action tells a person; `code` says what was being done. An AppError comes back as it is. */
export function mapFileError(error: unknown, path: string, code: 'cannot-read' | 'cannot-write'): AppError {
  if (error instanceof AppError) return error
  const sentence = sentences[fileErrorName(error) ?? '']
  if (sentence === undefined) {
    const verb = code === 'cannot-read' ? 'read' : 'written'
    return new AppError(code, `${path} cannot be ${verb}.`, { hint: 'The details tell what the system reported.', cause: error })
  }
  return new AppError(sentence.code === 'as-asked' ? code : sentence.code, `${path} ${sentence.what}.`, { hint: sentence.hint, cause: error })
}
