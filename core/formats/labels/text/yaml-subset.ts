import { linesOf } from './read-text'

/** What the data files of YOLO hold: texts, lists and maps. Numbers stay text. */
export type YamlValue = string | readonly YamlValue[] | YamlMap

export interface YamlMap {
  readonly [key: string]: YamlValue
}

interface Line {
  readonly indent: number
  readonly text: string
}

/**
 * Reads the part of YAML that data sets are described with: block maps and lists, flow lists and maps, quoted and plain
 * texts, comments. Anything else in a line leaves out that line. The top must be a map; else it is empty.
 */
export function readYamlMap(text: string): YamlMap {
  const lines = joinFlow(linesOf(text).map(withoutComment)).flatMap(toLine)
  const { value } = readBlock(lines, 0, 0)
  return isMap(value) ? value : {}
}

export function isMap(value: YamlValue | undefined): value is YamlMap {
  return typeof value === 'object' && !Array.isArray(value)
}

/** "#" opens a comment at the start of a line or after a space, outside quotes. */
function withoutComment(line: string): string {
  let quote = ''
  for (let at = 0; at < line.length; at++) {
    const character = line[at] ?? ''
    if (quote !== '') {
      const isEscape = (character === '\\' && quote === '"') || (character === "'" && quote === "'" && line[at + 1] === "'")
      if (isEscape) at++
      else if (character === quote) quote = ''
    } else if ((character === '"' || character === "'") && /(?:^|[\s[{,:])$/.test(line.slice(0, at))) quote = character
    else if (character === '#' && (at === 0 || /\s/.test(line[at - 1] ?? ''))) return line.slice(0, at)
  }
  return line
}

/** A flow list may go over several lines. */
function joinFlow(lines: readonly string[]): string[] {
  const joined: string[] = []
  let depth = 0
  for (const line of lines) {
    if (depth > 0) joined.push(`${joined.pop() ?? ''} ${line.trim()}`)
    else joined.push(line)
    const plain = line.replace(/"(?:\\.|[^"\\])*"|'(?:''|[^'])*'/g, '')
    depth = Math.max(0, depth + (plain.match(/[[{]/g)?.length ?? 0) - (plain.match(/[\]}]/g)?.length ?? 0))
  }
  return joined
}

function toLine(line: string): Line[] {
  const text = line.trimEnd()
  return text.trim() === '' || /^(?:---|\.\.\.|%)/.test(text) ? [] : [{ indent: text.length - text.trimStart().length, text: text.trim() }]
}

function readBlock(lines: readonly Line[], from: number, indent: number): { value: YamlValue; next: number } {
  const isList = lines[from]?.text.startsWith('-') ?? false
  const list: YamlValue[] = []
  const map: Record<string, YamlValue> = {}
  let at = from
  for (let line = lines[at]; line !== undefined && line.indent >= indent; line = lines[at]) {
    at++
    if (isList !== /^-(?:\s|$)/.test(line.text)) {
      if (isList) return { value: list, next: at - 1 }
      continue
    }
    if (isList) {
      list.push(readFlow(line.text.slice(1).trim()))
      continue
    }
    const pair = splitPair(line.text)
    if (pair === null) continue
    const following = lines[at]
    const nests = pair.rest === '' && following !== undefined && (following.indent > line.indent || (following.indent === line.indent && following.text.startsWith('- ')))
    if (!nests) {
      map[pair.key] = readFlow(pair.rest)
      continue
    }
    const inner = readBlock(lines, at, following.indent)
    map[pair.key] = inner.value
    at = inner.next
  }
  return { value: isList ? list : map, next: at }
}

const keyShape = /^("(?:\\.|[^"\\])*"|'(?:''|[^'])*'|[^\s"'[{][^:]*?)\s*:(?:\s+|$)/

function splitPair(text: string): { key: string; rest: string } | null {
  const found = keyShape.exec(text)
  return found === null ? null : { key: unquote(found[1] ?? ''), rest: text.slice(found[0].length).trim() }
}

function readFlow(text: string): YamlValue {
  if (text.startsWith('[') && text.endsWith(']')) return splitFlow(text.slice(1, -1)).map(readFlow)
  if (text.startsWith('{') && text.endsWith('}')) {
    const pairs = splitFlow(text.slice(1, -1)).flatMap((part) => splitPair(part) ?? [])
    return Object.fromEntries(pairs.map(({ key, rest }) => [key, readFlow(rest)]))
  }
  return unquote(text)
}

function splitFlow(text: string): string[] {
  const parts = text.match(/(?:"(?:\\.|[^"\\])*"|'(?:''|[^'])*'|\[[^\]]*\]|\{[^}]*\}|[^,])+/g) ?? []
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0' }

function unquote(text: string): string {
  if (text.length >= 2 && text.startsWith("'") && text.endsWith("'")) return text.slice(1, -1).replaceAll("''", "'")
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) return text
  return text.slice(1, -1).replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, code: string | undefined, letter: string) =>
    code === undefined ? (escapes[letter] ?? letter) : String.fromCharCode(Number.parseInt(code, 16)),
  )
}
