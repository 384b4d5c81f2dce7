import { AppError } from '#core/contract/errors'

/**
 * What went wrong with a phone, as an error of the app. The names of the library's errors and the texts of adbd are known
 * here alone. `doing` completes "… failed", e.g. "Sending mobilenet.onnx".
 */
export function mapPhoneError(error: unknown, serial: string, doing: string): AppError {
  if (error instanceof AppError) return error
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  const rule = rules.find(({ pattern }) => pattern.test(text))
  if (rule !== undefined) return new AppError(rule.code, rule.message(doing, serial, textOf(error)), { hint: rule.hint, cause: error })
  return new AppError('phone-refused', `${doing} failed: the phone said "${textOf(error)}".`, { hint: 'Try again; if it fails again, copy the diagnostics.', cause: error })
}

interface Rule {
  readonly pattern: RegExp
  readonly code: 'phone-unplugged' | 'phone-full' | 'phone-refused' | 'phone-unauthorised' | 'no-adb'
  readonly message: (doing: string, serial: string, said: string) => string
  readonly hint: string
}

const rules: readonly Rule[] = [
  {
    pattern: /No space left|not enough space|INSTALL_FAILED_INSUFFICIENT_STORAGE/iu,
    code: 'phone-full',
    message: (doing) => `${doing} failed: the phone is full.`,
    hint: 'Remove something from the phone, then try again.',
  },
  {
    pattern: /Read-only file system|Permission denied|Is a directory|No such file|Operation not permitted/iu,
    code: 'phone-refused',
    message: (doing, _serial, said) => `${doing} failed: the phone does not allow it (${said}).`,
    hint: 'Choose another folder on the phone.',
  },
  {
    pattern: /unauthorized/iu,
    code: 'phone-unauthorised',
    message: (_doing, serial) => `The phone ${serial} does not trust this computer yet.`,
    hint: 'Unlock the phone and tap Allow.',
  },
  {
    pattern: /ECONNREFUSED/u,
    code: 'no-adb',
    message: () => 'The server of adb does not answer.',
    hint: 'Run "adb start-server" in a terminal, then try again.',
  },
  {
    pattern: /not found|ExactReadableEnded|offline|closed|ECONNRESET|EPIPE|ended|disconnected|no devices|Socket open failed/iu,
    code: 'phone-unplugged',
    message: (doing, serial) => `${doing} was cut off: the phone ${serial} went away.`,
    hint: 'Plug it in again; it goes on where it was.',
  },
]

function textOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/u, '')
}
