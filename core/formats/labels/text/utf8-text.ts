const sliceLength = 8192

/** Text of ASCII bytes. */
export function asciiText(bytes: Uint8Array, from: number, to: number): string {
  if (to - from <= sliceLength) return String.fromCharCode(...bytes.subarray(from, to))
  let text = ''
  for (let at = from; at < to; at += sliceLength) text += String.fromCharCode(...bytes.subarray(at, Math.min(to, at + sliceLength)))
  return text
}

/** Decodes UTF-8 piece by piece (RFC 3629); a byte order mark is dropped, malformed bytes become U+FFFD. */
export class Utf8Text {
  private rest = new Uint8Array(0)
  private started = false

  /** Text of the bytes so far that has not been given yet. */
  push(chunk: Uint8Array): string {
    const bytes = this.rest.length === 0 ? chunk : concat(this.rest, chunk)
    const end = bytes.length - unfinishedBytes(bytes)
    this.rest = bytes.slice(end)
    return this.withoutMark(decode(bytes, end))
  }

  /** What is left once all bytes are in. */
  end(): string {
    const text = decode(this.rest, this.rest.length)
    this.rest = new Uint8Array(0)
    return this.withoutMark(text)
  }

  private withoutMark(text: string): string {
    if (this.started || text === '') return text
    this.started = true
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  }
}

/** All of the bytes as text; see Utf8Text. */
export function utf8Text(bytes: Uint8Array): string {
  const text = new Utf8Text()
  return text.push(bytes) + text.end()
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const whole = new Uint8Array(a.length + b.length)
  whole.set(a)
  whole.set(b, a.length)
  return whole
}

function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1
  if (lead >= 0xc2 && lead < 0xe0) return 2
  if (lead >= 0xe0 && lead < 0xf0) return 3
  return lead >= 0xf0 && lead < 0xf5 ? 4 : 1
}

/** How many bytes at the end begin a character that goes on in the next piece. */
function unfinishedBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if ((byte & 0xc0) !== 0x80) return sequenceLength(byte) > back ? back : 0
  }
  return 0
}

const smallestPoint: readonly number[] = [0, 0, 0x80, 0x800, 0x10000]

function decode(bytes: Uint8Array, end: number): string {
  let text = ''
  let at = 0
  while (at < end) {
    const from = at
    while (at < end && (bytes[at] ?? 0) < 0x80) at++
    text += asciiText(bytes, from, at)
    if (at >= end) break
    const { point, length } = readPoint(bytes, at, end)
    text += String.fromCodePoint(point)
    at += length
  }
  return text
}

function readPoint(bytes: Uint8Array, at: number, end: number): { point: number; length: number } {
  const lead = bytes[at] ?? 0
  const length = sequenceLength(lead)
  const damaged = { point: 0xfffd, length: 1 }
  if (length === 1 || at + length > end) return damaged
  let point = lead & (0x7f >> length)
  for (let next = 1; next < length; next++) {
    const byte = bytes[at + next] ?? 0
    if ((byte & 0xc0) !== 0x80) return damaged
    point = (point << 6) | (byte & 0x3f)
  }
  const surrogate = point >= 0xd800 && point <= 0xdfff
  return point < (smallestPoint[length] ?? 0) || point > 0x10ffff || surrogate ? damaged : { point, length }
}
