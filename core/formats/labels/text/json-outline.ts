import { JsonDamage } from './json-damage'
import type { JsonKey } from './json-stream'
import { readJsonHead } from './json-stream'

export type JsonType = 'object' | 'list' | 'text' | 'number' | 'other'

/** The types of what stands in the beginning of a JSON document, by path; "*" stands for the first entry of a list. */
export interface JsonOutline {
  readonly root: 'object' | 'list'
  /** Paths like "images", "images.*", "images.*.file_name", three levels deep. */
  readonly types: ReadonlyMap<string, JsonType>
  /** Keys of the top, in order. */
  readonly keys: readonly string[]
}

const deepest = 3

/** Outline of the bytes a JSON document begins with; null when they are not JSON. */
export function outlineJson(head: Uint8Array): JsonOutline | null {
  const types = new Map<string, JsonType>()
  const keys: string[] = []
  let root: 'object' | 'list' | null = null
  const note = (path: readonly JsonKey[], type: JsonType): void => {
    if (path.some((key) => typeof key === 'number' && key > 0)) return
    const name = path.map((key) => (typeof key === 'number' ? '*' : key)).join('.')
    if (!types.has(name)) types.set(name, type)
    if (path.length === 1 && typeof path[0] === 'string') keys.push(path[0])
  }
  try {
    const open = readJsonHead(head, {
      plan(path, kind) {
        if (path.length === 0) root = kind
        else note(path, kind)
        return path.length < deepest ? 'each' : 'skip'
      },
      value(path, value) {
        if (path.length > 0 && typeof value !== 'object') note(path, typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'other')
        else if (path.length > 0 && value === null) note(path, 'other')
      },
    })
    // A long text may go on past the head: its key tells all the same.
    if (open.length > 0) note(open, 'other')
  } catch (error) {
    if (!(error instanceof JsonDamage)) throw error
    // Damage further down is for the reader to report.
    if (types.size === 0) return null
  }
  return root === null ? null : { root, types, keys }
}
