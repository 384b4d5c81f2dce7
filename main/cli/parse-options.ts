import { parseArgs, type ParseArgsConfig } from 'node:util'
import { AppError } from '#core/contract/errors'

type Options = NonNullable<ParseArgsConfig['options']>

/** Parses a command's arguments; a wrong one becomes a `bad-input` error that names it and the help. */
export function parseOptions<O extends Options>(commandName: string, args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new AppError('bad-input', reason, { hint: `See: mobilabel ${commandName} --help` })
  }
}

/** Reads a number between two bounds from an option's text. */
export function numberOption(name: string, text: string, minimum: number, maximum: number): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value) || value < minimum || value > maximum) {
    throw new AppError('bad-input', `${name} must be a number from ${minimum} to ${maximum}, not "${text}".`)
  }
  return value
}
