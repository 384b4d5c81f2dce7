import { expect, test } from 'vitest'
import { decodeUtf8, encodeUtf8 } from './utf8'

test.each(['', 'Conv', 'größer', '猫', '🐈 cat'])('agrees with the host on "%s"', (text) => {
  expect(encodeUtf8(text)).toEqual(new TextEncoder().encode(text))
  expect(decodeUtf8(new TextEncoder().encode(text))).toBe(text)
})

test.each([
  ['a lone continuation byte', [0x80]],
  ['an overlong form', [0xc0, 0xaf]],
  ['a surrogate', [0xed, 0xa0, 0x80]],
  ['an end inside a character', [0x61, 0xe7, 0x8c]],
  ['a code beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
])('refuses %s', (_, bytes) => {
  expect(() => decodeUtf8(Uint8Array.from(bytes))).toThrow(RangeError)
})
