import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

export interface LogFile {
  /** Adds one dated line per line of text; a full disk loses the line and nothing else. */
  write(source: string, text: string): void
}

export interface LogLimits {
  readonly bytesPerFile: number
  /** Older files kept beside the present one as NAME.1, NAME.2 and so on. */
  readonly olderFiles: number
}

const usualLimits: LogLimits = { bytesPerFile: 1_000_000, olderFiles: 3 }

/** A log that starts a new file when the present one is full. Lines are written at once, so that a crash keeps them. */
export function openLogFile(path: string, limits: LogLimits = usualLimits, now: () => Date = () => new Date()): LogFile {
  mkdirSync(dirname(path), { recursive: true })
  let bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  return {
    write: (source, text) => {
      const stamp = now().toISOString()
      const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
      const entry = lines.map((line) => `${stamp} ${source}: ${line}\n`).join('')
      const entryBytes = Buffer.byteLength(entry)
      try {
        if (bytes > 0 && bytes + entryBytes > limits.bytesPerFile) {
          rotate(path, limits.olderFiles)
          bytes = 0
        }
        appendFileSync(path, entry)
        bytes += entryBytes
      } catch (error) {
        process.stderr.write(`${entry}The log ${path} cannot be written: ${String(error)}\n`)
      }
    },
  }
}

function rotate(path: string, olderFiles: number): void {
  rmSync(`${path}.${olderFiles}`, { force: true })
  for (let age = olderFiles - 1; age >= 1; age -= 1) {
    const older = `${path}.${age}`
    if (statSync(older, { throwIfNoEntry: false }) !== undefined) renameSync(older, `${path}.${age + 1}`)
  }
  renameSync(path, `${path}.1`)
}
