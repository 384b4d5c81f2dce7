const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const VALUES = new Map([...ALPHABET].map((letter, value) => [letter, value]))

/** Bytes of standard base64 text, padding optional (RFC 4648). Throws RangeError for other letters. */
export function decodeBase64(text: string): Uint8Array {
  const letters = text.replace(/=+$/, '')
  const bytes = new Uint8Array(Math.floor((letters.length * 3) / 4))
  let bits = 0
  let pending = 0
  let position = 0
  for (const letter of letters) {
    const value = VALUES.get(letter)
    if (value === undefined) throw new RangeError(`"${letter}" is no base64 letter.`)
    pending = ((pending << 6) | value) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[position] = (pending >> bits) & 0xff
    position += 1
  }
  return bytes
}
