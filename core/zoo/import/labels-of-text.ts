import { AppError } from '#core/contract/errors'
import type { ClassLabel } from '#core/model/model-card'

const unnamed = '???'

/**
 * Labels from a file or what was pasted: one name per line, lines of a number and a name (`3 dog`, `3: dog`, `3,dog`), a JSON list of names
 * or of { id, name }, or a JSON object of names by number. Names without a number are counted from `firstClass`; `???` and empty
 * lines take a number but give no label. Throws AppError `bad-input` naming the line or entry that is wrong.
 */
export function labelsOfText(text: string, firstClass: number): readonly ClassLabel[] {
  const trimmed = text.replace(/^\uFEFF/u, '').trim()
  if (trimmed === '') throw new AppError('bad-input', 'There are no labels in the text.')
  const labels = /^[[{]/u.test(trimmed) ? labelsOfJson(parsed(trimmed), firstClass) : labelsOfLines(trimmed, firstClass)
  const seen = new Set<number>()
  for (const { id, name } of labels) {
    if (seen.has(id)) throw new AppError('bad-input', `Two labels have the number ${id}; the second is "${name}".`)
    seen.add(id)
  }
  if (labels.length === 0) throw new AppError('bad-input', 'There are no labels in the text.')
  return labels
}

function labelsOfLines(text: string, firstClass: number): ClassLabel[] {
  const lines = text.split(/\r?\n/u).map((line) => line.trim())
  const pairs = lines.map((line) => /^(\d+)\s*[:,;\s]\s*(\S.*)$/u.exec(line))
  const isNumbered = lines.every((line, index) => line === '' || pairs[index] !== null)
  return lines.flatMap((line, index) => {
    const pair = isNumbered ? pairs[index] : null
    const name = pair?.[2] ?? line
    return name === '' || name === unnamed ? [] : [{ id: pair === null || pair === undefined ? firstClass + index : Number(pair[1]), name }]
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('bad-input', `The labels look like JSON but are not: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}

function labelsOfJson(json: unknown, firstClass: number): ClassLabel[] {
  if (Array.isArray(json)) return json.flatMap((entry: unknown, index) => labelOfEntry(entry, firstClass + index, `Entry ${index + 1}`))
  return Object.entries(json as object).flatMap(([key, entry]) => {
    if (!/^\d+$/u.test(key)) throw new AppError('bad-input', `"${key}" is no number of a class.`)
    return labelOfEntry(entry, Number(key), `Class ${key}`)
  })
}

function labelOfEntry(entry: unknown, id: number, where: string): ClassLabel[] {
  if (typeof entry === 'string') return entry === '' || entry === unnamed ? [] : [{ id, name: entry }]
  if (typeof entry === 'object' && entry !== null && 'name' in entry && typeof entry.name === 'string') {
    const own = { id: 'id' in entry && typeof entry.id === 'number' ? entry.id : id, name: entry.name }
    return ['', unnamed].includes(own.name) ? [] : ['key' in entry && typeof entry.key === 'string' ? { ...own, key: entry.key } : own]
  }
  throw new AppError('bad-input', `${where} of the labels is neither a name nor an object with a name.`)
}
