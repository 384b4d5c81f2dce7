import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { z } from 'zod'

export interface SmallJsonFile<Value> {
  /** The stored value, or null when the file is missing, unreadable or of another shape: it only holds conveniences. */
  read(): Value | null
  /** Writes the whole file and renames it into place. @throws the file system's error */
  write(value: Value): void
}

/** A small file of remembered values. */
export function smallJsonFile<Value>(path: string, shape: z.ZodType<Value>): SmallJsonFile<Value> {
  return {
    read: () => {
      const text = readText(path)
      const parsed = text === null ? null : shape.safeParse(parseJson(text))
      return parsed?.success === true ? parsed.data : null
    },
    write: (value) => {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(`${path}.new`, `${JSON.stringify(value, null, 2)}\n`)
      renameSync(`${path}.new`, path)
    },
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
