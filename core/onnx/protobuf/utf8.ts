/** UTF-8 bytes of a string; lone surrogates become U+FFFD. (`core` has no TextEncoder: it belongs to the host.) */
export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = []
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), continuation(code))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), continuation(code >> 6), continuation(code))
    else bytes.push(0xf0 | (code >> 18), continuation(code >> 12), continuation(code >> 6), continuation(code))
  }
  return Uint8Array.from(bytes)
}

/** The string UTF-8 bytes stand for (RFC 3629); throws RangeError at the offset of the first malformed byte. */
export function decodeUtf8(bytes: Uint8Array): string {
  const parts: string[] = []
  let offset = 0
  while (offset < bytes.length) {
    const lead = bytes[offset] ?? 0
    const length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
    let code = length === 1 ? lead : lead & (0x7f >> length)
    for (let position = 1; position < length; position += 1) {
      const byte = bytes[offset + position]
      if (byte === undefined || (byte & 0xc0) !== 0x80) throw malformed(offset)
      code = (code << 6) | (byte & 0x3f)
    }
    if (code < (SMALLEST[length] ?? 0) || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) || (lead & 0xc0) === 0x80) {
      throw malformed(offset)
    }
    parts.push(String.fromCodePoint(code))
    offset += length
  }
  return parts.join('')
}

/** Smallest code point that may take this many bytes. */
const SMALLEST: readonly number[] = [0, 0, 0x80, 0x800, 0x10000]

function continuation(code: number): number {
  return 0x80 | (code & 0x3f)
}

function malformed(offset: number): RangeError {
  return new RangeError(`The text is not UTF-8 at byte ${offset}.`)
}
