/** Every way a command can fail, as a closed list: the presenter has one sentence shape per code. */
export const errorCodes = [
  'bad-input',
  'not-found',
  'cannot-read',
  'cannot-write',
  'disk-full',
  'not-an-image',
  'unsupported-image',
  'image-too-large',
  'image-damaged',
  'unsupported-model',
  'model-failed',
  'project-locked',
  'project-damaged',
  'project-newer',
  'no-adb',
  'phone-unauthorised',
  'phone-unplugged',
  'phone-full',
  'phone-refused',
  'busy',
  'cancelled',
  'engine-stopped',
  'internal',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** An error as it travels between processes: plain data, safe for structured clone and JSON. */
export interface ErrorData {
  readonly code: ErrorCode
  /** What happened and where, one sentence. */
  readonly message: string
  /** What the person can do next, one sentence. */
  readonly hint?: string
  /** Technical cause for the log and the details panel. */
  readonly detail?: string
}

/** The only error type that services throw on purpose: what, where, and what to do next. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly hint: string | undefined

  constructor(code: ErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.hint = options.hint
  }
}

function describeCause(error: Error): string | undefined {
  if (error.cause instanceof Error) return error.cause.stack ?? error.cause.message
  return error.cause === undefined ? undefined : String(error.cause)
}

/** Turns anything thrown into plain data; unknown errors become `internal` with their stack as detail. */
export function toErrorData(error: unknown): ErrorData {
  if (error instanceof AppError) {
    const detail = describeCause(error)
    return {
      code: error.code,
      message: error.message,
      ...(error.hint === undefined ? {} : { hint: error.hint }),
      ...(detail === undefined ? {} : { detail }),
    }
  }
  if (error instanceof Error) {
    return {
      code: 'internal',
      message: error.message || error.name,
      hint: 'This is a fault in Mobilabel. Copy the details and report it.',
      ...(error.stack === undefined ? {} : { detail: error.stack }),
    }
  }
  return { code: 'internal', message: String(error) }
}

/** Rebuilds an AppError on the receiving side of a port. */
export function fromErrorData(data: ErrorData): AppError {
  return new AppError(data.code, data.message, {
    ...(data.hint === undefined ? {} : { hint: data.hint }),
    ...(data.detail === undefined ? {} : { cause: data.detail }),
  })
}
