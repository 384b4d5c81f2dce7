import { expect, test } from 'vitest'
import { floatListOf, readFields, signedListOf, signedOf, stringOf } from './proto-reader'
import { ProtoWriter } from './proto-writer'

// "Encoding", protobuf.dev: field 1 varint 150 is 08 96 01; field 2 string "testing" is 12 07 74 65 73 74 69 6e 67.
test('writes the examples of the encoding guide', () => {
  const writer = new ProtoWriter()
  writer.varint(1, 150)
  writer.string(2, 'testing')
  expect([...writer.finish()]).toEqual([0x08, 0x96, 0x01, 0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67])
})

test('writes -1 as ten bytes and reads it back', () => {
  const writer = new ProtoWriter()
  writer.varint(1, -1)
  const bytes = writer.finish()
  expect(bytes.length).toBe(11)
  expect([...readFields(bytes)].map(signedOf)).toEqual([-1])
})

test('reads packed and single values alike', () => {
  const packed = [...readFields(Uint8Array.of(0x22, 0x03, 0x03, 0x8e, 0x02))][0]
  const single = [...readFields(Uint8Array.of(0x20, 0x03))][0]
  expect(packed && signedListOf(packed)).toEqual([3n, 270n])
  expect(single && signedListOf(single)).toEqual([3n])
})

test('nests messages and floats', () => {
  const writer = new ProtoWriter()
  writer.message(3, (inner) => {
    inner.float(1, 0.5)
    inner.string(2, 'é')
  })
  const [outer] = readFields(writer.finish())
  const [number, text] = readFields(outer?.bytes ?? new Uint8Array(0))
  expect(number && floatListOf(number)).toEqual([0.5])
  expect(text && stringOf(text)).toBe('é')
})

test.each([
  ['a cut length', [0x12, 0x07, 0x74]],
  ['a cut varint', [0x08, 0x96]],
  ['a group', [0x0b]],
  ['an endless varint', [0x08, ...Array.from({ length: 11 }, () => 0xff)]],
])('refuses %s', (_, bytes) => {
  expect(() => [...readFields(Uint8Array.from(bytes))]).toThrow(RangeError)
})
