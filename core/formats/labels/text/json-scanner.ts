import { asciiText, utf8Text } from './utf8-text'

const quote = 0x22
const backslash = 0x5c

/** Strings that occur again and again, above all the keys of objects, are made once. */
class ShortStrings {
  private readonly slots = new Array<string | undefined>(512)

  get(bytes: Uint8Array, from: number, to: number): string {
    const length = to - from
    if (length === 0 || length > 24) return asciiText(bytes, from, to)
    const slot = (length * 31 + (bytes[from] ?? 0) * 7 + (bytes[to - 1] ?? 0) * 3 + (bytes[from + (length >> 1)] ?? 0)) & 511
    const known = this.slots[slot]
    if (known !== undefined && known.length === length && isSame(known, bytes, from)) return known
    const made = asciiText(bytes, from, to)
    this.slots[slot] = made
    return made
  }
}

function isSame(text: string, bytes: Uint8Array, from: number): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) !== bytes[from + index]) return false
  return true
}

const escapes: Readonly<Record<number, string>> = {
  0x22: '"',
  0x5c: '\\',
  0x2f: '/',
  0x62: '\b',
  0x66: '\f',
  0x6e: '\n',
  0x72: '\r',
  0x74: '\t',
}

/** Makes values of the strings and numbers of JSON text (RFC 8259). */
export class JsonScanner {
  private readonly shortStrings = new ShortStrings()

  /**
   * End of the string that opens at `from`, past its closing quote; -1 when it does not close in these bytes.
   * `scanned` tells how far it is known not to close.
   */
  stringEnd(bytes: Uint8Array, from: number, scanned: number): number {
    for (let at = Math.max(from + 1, scanned); at < bytes.length; at++) {
      const byte = bytes[at]
      if (byte === quote) return at + 1
      if (byte === backslash) at++
    }
    return -1
  }

  /** The string between quotes at `from` and `to - 1`; null when an escape in it is wrong. */
  string(bytes: Uint8Array, from: number, to: number): string | null {
    let isPlain = true
    for (let at = from + 1; at < to - 1 && isPlain; at++) {
      const byte = bytes[at] ?? 0
      isPlain = byte < 0x80 && byte !== backslash
    }
    return isPlain ? this.shortStrings.get(bytes, from + 1, to - 1) : unescaped(bytes.subarray(from + 1, to - 1))
  }

  /** The number in these bytes, exactly as `Number` reads it; null when it is none. */
  number(bytes: Uint8Array, from: number, to: number): number | null {
    let mantissa = 0
    let decimals = -1
    let digits = 0
    const first = bytes[from] === 0x2d ? from + 1 : from
    for (let at = first; at < to; at++) {
      const byte = bytes[at] ?? 0
      if (byte >= 0x30 && byte <= 0x39) {
        mantissa = mantissa * 10 + byte - 0x30
        digits++
        if (decimals >= 0) decimals++
      } else if (byte === 0x2e && decimals < 0 && digits > 0) decimals = 0
      else return slowNumber(bytes, from, to)
    }
    // Whole numbers below 2^53 and powers of ten up to 10^22 are exact, so their quotient is rounded once.
    if (digits === 0 || digits > 15 || decimals === 0 || first > from) return slowNumber(bytes, from, to)
    return decimals > 0 ? mantissa / (powersOfTen[decimals] ?? 1) : mantissa
  }
}

const powersOfTen = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent)

const numberShape = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/

function slowNumber(bytes: Uint8Array, from: number, to: number): number | null {
  const text = asciiText(bytes, from, to)
  return numberShape.test(text) ? Number(text) : null
}

function unescaped(bytes: Uint8Array): string | null {
  let text = ''
  let from = 0
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== backslash) continue
    text += utf8Text(bytes.subarray(from, at))
    const kind = bytes[at + 1] ?? 0
    if (kind === 0x75) {
      const digits = asciiText(bytes, at + 2, Math.min(at + 6, bytes.length))
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) return null
      text += String.fromCharCode(Number.parseInt(digits, 16))
      at += 5
    } else {
      const meant = escapes[kind]
      if (meant === undefined) return null
      text += meant
      at += 1
    }
    from = at + 1
  }
  return text + utf8Text(bytes.subarray(from))
}
