import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { AppError } from '#core/contract/errors'
import { shellQuote } from './shell-quote'
import type { PhoneConnection, TransferOptions } from './transport'

export interface FileToSend {
  /** Where it lies on this computer. */
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

/** `kept`: the phone had it already, byte for byte. */
export type SendOutcome = 'sent' | 'kept'

/**
 * Puts a file onto the phone under a full path, proven: it is written beside its place, read back, compared by SHA-256
 * and only then moved there; what is short or damaged is removed again. What the phone already has is not sent a
 * second time, so a transfer that was cut off goes on with the first file that is missing.
 * Throws AppError `phone-unplugged`, `phone-full`, `phone-refused` or `cancelled`; then nothing is left under the path
 * that was not there before.
 * @param options.progress bytes sent of this file; reading it back is not counted
 */
export async function sendFile(connection: PhoneConnection, file: FileToSend, target: string, options: TransferOptions & { readonly mode?: number }): Promise<SendOutcome> {
  const { signal } = options
  if ((await connection.size(target, signal)) === file.bytes && (await phoneHash(connection, target, signal)) === file.sha256) return 'kept'
  const partial = `${target}.part`
  await needed(connection, `mkdir -p ${shellQuote(target.slice(0, target.lastIndexOf('/')))}`, target, signal)
  try {
    await connection.write(partial, createReadStream(file.path, { highWaterMark: 1 << 18 }), options)
    const arrived = await readBack(connection, partial, signal)
    if (arrived.sha256 !== file.sha256) throw damaged(target, file.bytes, arrived.bytes)
    await needed(connection, `mv -f ${shellQuote(partial)} ${shellQuote(target)}`, target, signal)
    return 'sent'
  } catch (error) {
    await removeRest(connection, partial)
    throw error
  }
}

function damaged(target: string, expectedBytes: number, arrivedBytes: number): AppError {
  const what = arrivedBytes === expectedBytes ? 'with other bytes than it was sent' : `with ${arrivedBytes} of ${expectedBytes} bytes`
  return new AppError('phone-refused', `${target} arrived ${what} and was removed from the phone.`, { hint: 'Send it again; try another cable or port if it happens twice.' })
}

/** The hash as the phone works it out, or by reading the file back where it has no such program. */
async function phoneHash(connection: PhoneConnection, path: string, signal: AbortSignal): Promise<string> {
  const { stdout } = await connection.shell(`sha256sum ${shellQuote(path)}`, signal)
  const told = /^([0-9a-f]{64})\s/u.exec(stdout)?.[1]
  return told ?? (await readBack(connection, path, signal)).sha256
}

async function readBack(connection: PhoneConnection, path: string, signal: AbortSignal): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const hash = createHash('sha256')
  let bytes = 0
  await connection.read(path, (piece) => {
    hash.update(piece)
    bytes += piece.length
  }, { signal })
  return { sha256: hash.digest('hex'), bytes }
}

async function needed(connection: PhoneConnection, line: string, target: string, signal: AbortSignal): Promise<void> {
  const { stdout, stderr, exitCode } = await connection.shell(line, signal)
  // Old phones tell no exit code; programs that succeed say nothing.
  const said = `${stderr}${stdout}`.trim()
  if (exitCode === 0 || (exitCode === null && said === '')) return
  const code = /No space left/iu.test(said) ? 'phone-full' : 'phone-refused'
  throw new AppError(code, `${target} cannot be written on the phone: ${said}.`, { hint: code === 'phone-full' ? 'Remove something from the phone, then try again.' : 'Choose another folder on the phone.' })
}

/** A phone that went away has nothing more to be cleaned: adbd drops an unfinished file itself. */
async function removeRest(connection: PhoneConnection, path: string): Promise<void> {
  try {
    await connection.shell(`rm -f ${shellQuote(path)}`, AbortSignal.timeout(5000))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}
