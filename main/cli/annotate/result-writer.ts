import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { AppError } from '#core/contract/errors'
import { rowText, type ResultRow } from './result-row'

/** Takes rows in order; `finish` makes them visible as a whole. */
export interface ResultWriter {
  write(row: ResultRow): void
  finish(): void
  /** Leaves nothing behind; does nothing after `finish`. */
  discard(): void
}

/** JSON lines into a file that appears only when it is complete. */
export function fileWriter(path: string): ResultWriter {
  const target = resolve(path)
  const partial = `${target}.part`
  let handle: number
  try {
    mkdirSync(dirname(target), { recursive: true })
    handle = openSync(partial, 'w')
  } catch (error) {
    throw new AppError('cannot-write', `The file "${path}" cannot be written.`, { hint: 'Choose another file with --out.', cause: error })
  }
  let open = true
  return {
    write: (row) => {
      writeSync(handle, `${JSON.stringify(row)}\n`)
    },
    finish: () => {
      fsyncSync(handle)
      closeSync(handle)
      open = false
      renameSync(partial, target)
    },
    discard: () => {
      if (!open) return
      open = false
      closeSync(handle)
      rmSync(partial, { force: true })
    },
  }
}

/** JSON lines to a stream. */
export function lineWriter(out: (text: string) => void): ResultWriter {
  return { write: (row) => out(`${JSON.stringify(row)}\n`), finish: () => undefined, discard: () => undefined }
}

/** Readable lines to a stream. */
export function textWriter(out: (text: string) => void): ResultWriter {
  return { write: (row) => out(`${rowText(row)}\n`), finish: () => undefined, discard: () => undefined }
}
