import { JsonDamage } from './json-damage'
import { JsonScanner } from './json-scanner'
import { NumberList } from './number-list'

export type JsonKey = string | number

/** What to do with an object or list: give its children one by one, build it, or pass over it. */
export type JsonPlan = 'each' | 'whole' | 'skip'

export interface JsonVisitor {
  /** Asked for every object and list that is not inside one that is built or passed over. The path is reused: copy to keep. */
  plan(path: readonly JsonKey[], kind: 'object' | 'list'): JsonPlan
  /** A value under an 'each' container, or the whole document. The path is reused: copy to keep. */
  value(path: readonly JsonKey[], value: unknown): void
}

interface Frame {
  readonly isList: boolean
  readonly plan: JsonPlan
  list: unknown[] | null
  /** True while all entries of the list are numbers, kept aside. */
  isNumeric: boolean
  readonly object: Record<string, unknown> | null
  key: JsonKey
}

type State = 'value' | 'first-value' | 'key' | 'first-key' | 'colon' | 'after-value' | 'done'

/**
 * Reads JSON piece by piece (RFC 8259, and NaN and Infinity as Python writes them): memory holds the values being built,
 * never the text. Throws JsonDamage where the text is wrong or ends too early; everything before has been given.
 */
export async function readJsonStream(chunks: AsyncIterable<Uint8Array>, visitor: JsonVisitor): Promise<void> {
  const parser = new JsonParser(visitor)
  for await (const chunk of chunks) parser.push(chunk)
  parser.end()
}

/**
 * As readJsonStream for the bytes a document begins with: where they end is no damage. Gives the path of the value in which
 * they end; empty when they end between values.
 */
export function readJsonHead(head: Uint8Array, visitor: JsonVisitor): readonly JsonKey[] {
  const parser = new JsonParser(visitor)
  parser.push(head)
  return parser.openPath()
}

class JsonParser {
  private readonly scanner = new JsonScanner()
  private readonly numbers = new NumberList()
  private readonly frames: Frame[] = []
  private readonly path: JsonKey[] = []
  private bytes: Uint8Array = new Uint8Array(0)
  private scanned = 0
  private line = 1
  private state: State = 'value'
  private isStart = true

  constructor(private readonly visitor: JsonVisitor) {}

  push(chunk: Uint8Array): void {
    let bytes = chunk
    if (this.bytes.length > 0) {
      bytes = new Uint8Array(this.bytes.length + chunk.length)
      bytes.set(this.bytes)
      bytes.set(chunk, this.bytes.length)
    }
    let at = 0
    if (this.isStart && bytes.length >= 3) {
      this.isStart = false
      if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) at = 3
    }
    at = this.isStart ? 0 : this.parse(bytes, at, bytes.length)
    this.bytes = at === 0 && bytes !== chunk ? bytes : bytes.slice(at)
  }

  openPath(): readonly JsonKey[] {
    return this.state === 'value' || this.state === 'first-value' ? this.path : []
  }

  end(): void {
    this.isStart = false
    // A space ends a number that stands last.
    const bytes = new Uint8Array(this.bytes.length + 1)
    bytes.set(this.bytes)
    bytes[this.bytes.length] = 0x20
    const at = this.parse(bytes, 0, bytes.length)
    if (at < bytes.length || this.state !== 'done') throw this.damage('the file ends in the middle')
  }

  /** Takes whole tokens; gives the offset of the first that is not whole. */
  private parse(bytes: Uint8Array, from: number, end: number): number {
    let at = from
    while (at < end) {
      const byte = bytes[at] ?? 0
      if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) {
        if (byte === 0x0a) this.line++
        at++
        continue
      }
      const next = this.token(bytes, at, byte)
      if (next < 0) return at
      at = next
    }
    return at
  }

  /** Offset past the token at `at`, or -1 when more bytes are needed. */
  private token(bytes: Uint8Array, at: number, byte: number): number {
    const { state } = this
    if (state === 'after-value') return this.afterValue(byte, at)
    if (state === 'colon') {
      if (byte !== 0x3a) throw this.damage('a colon is missing after a key')
      this.state = 'value'
      return at + 1
    }
    if (state === 'done') throw this.damage('there is text after the end')
    if (state === 'key' || state === 'first-key') {
      if (byte === 0x7d && state === 'first-key') return this.close(at)
      if (byte !== 0x22) throw this.damage('a key in quotes is missing')
      return this.string(bytes, at)
    }
    if (byte === 0x5d && state === 'first-value') return this.close(at)
    if (byte === 0x7b || byte === 0x5b) return this.open(byte === 0x5b, at)
    if (byte === 0x22) return this.string(bytes, at)
    return this.word(bytes, at)
  }

  private afterValue(byte: number, at: number): number {
    const frame = this.frames[this.frames.length - 1]
    if (byte === 0x2c && frame !== undefined) {
      this.state = frame.isList ? 'value' : 'key'
      return at + 1
    }
    if (frame !== undefined && byte === (frame.isList ? 0x5d : 0x7d)) return this.close(at)
    throw this.damage('a comma or a closing bracket is missing')
  }

  private string(bytes: Uint8Array, at: number): number {
    const end = this.scanner.stringEnd(bytes, at, at === 0 ? this.scanned : 0)
    if (end < 0) {
      // An escape may be cut: look at the last bytes again.
      this.scanned = Math.max(0, bytes.length - at - 1)
      while (this.scanned > 1 && bytes[at + this.scanned - 1] === 0x5c) this.scanned--
      return -1
    }
    this.scanned = 0
    const isKey = this.state === 'key' || this.state === 'first-key'
    const frame = this.frames[this.frames.length - 1]
    const text = frame?.plan === 'skip' ? '' : this.scanner.string(bytes, at, end)
    if (text === null) throw this.damage('a text has a wrong escape')
    if (isKey && frame !== undefined) {
      frame.key = text
      if (frame.plan === 'each') this.path[this.path.length - 1] = text
      this.state = 'colon'
    } else this.give(text)
    return end
  }

  /** A number, true, false, null, NaN or Infinity. */
  private word(bytes: Uint8Array, at: number): number {
    let end = at
    while (end < bytes.length && isWordByte(bytes[end] ?? 0)) end++
    if (end === bytes.length) return -1
    const value = this.scanner.number(bytes, at, end) ?? words.get(String.fromCharCode(...bytes.subarray(at, Math.min(end, at + 12))))
    if (value === undefined || end === at) throw this.damage('there is something that is no value')
    this.give(value)
    return end
  }

  private open(isList: boolean, at: number): number {
    const parent = this.frames[this.frames.length - 1]
    if (parent?.isNumeric === true) this.endNumbers(parent)
    const plan = parent === undefined || parent.plan === 'each' ? this.visitor.plan(this.path, isList ? 'list' : 'object') : parent.plan
    if (plan === 'each') this.path.push(isList ? 0 : '')
    this.frames.push({ isList, plan, list: plan === 'whole' && isList ? [] : null, isNumeric: plan === 'whole' && isList, object: plan === 'whole' && !isList ? {} : null, key: isList ? 0 : '' })
    this.state = isList ? 'first-value' : 'first-key'
    return at + 1
  }

  private close(at: number): number {
    const frame = this.frames.pop()
    if (frame?.isNumeric === true) this.endNumbers(frame)
    if (frame?.plan === 'each') this.path.pop()
    if (frame?.plan === 'whole') this.give(frame.list ?? frame.object)
    else this.step()
    return at + 1
  }

  private give(value: unknown): void {
    const frame = this.frames[this.frames.length - 1]
    if (frame === undefined || frame.plan === 'each') this.visitor.value(this.path, value)
    else if (frame.list !== null) this.append(frame, frame.list, value)
    else if (frame.object !== null) setOwn(frame.object, String(frame.key), value)
    this.step()
  }

  private append(frame: Frame, list: unknown[], value: unknown): void {
    if (frame.isNumeric && typeof value === 'number') {
      this.numbers.push(value)
      return
    }
    if (frame.isNumeric) this.endNumbers(frame)
    const target = frame.list ?? list
    target.push(value)
  }

  private endNumbers(frame: Frame): void {
    frame.isNumeric = false
    if (this.numbers.count > 0) frame.list = this.numbers.take()
  }

  private step(): void {
    const frame = this.frames[this.frames.length - 1]
    if (frame === undefined) {
      this.state = 'done'
      return
    }
    if (typeof frame.key === 'number') {
      frame.key++
      if (frame.plan === 'each') this.path[this.path.length - 1] = frame.key
    }
    this.state = 'after-value'
  }

  private damage(message: string): JsonDamage {
    return new JsonDamage(message, this.line)
  }
}

const words: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
])

function isWordByte(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a) || byte === 0x2e || byte === 0x2d || byte === 0x2b
}

/** A key like "__proto__" is data as any other. */
function setOwn(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
  else object[key] = value
}
