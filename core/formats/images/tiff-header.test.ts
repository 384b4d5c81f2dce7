import { expect, it } from 'vitest'
import { ByteReader } from './byte-reader'
import { be16, be32, bytesOf, le16, le32 } from './testing/bytes'
import { readTiffHeader } from './tiff-header'

type Field = readonly [tag: number, value: number]

const basic: readonly Field[] = [
  [256, 300],
  [257, 200],
  [258, 8],
  [262, 2],
]

function tiff(order: 'II' | 'MM', fields: readonly Field[], next = 0): Uint8Array {
  const [u16, u32] = order === 'II' ? [le16, le32] : [be16, be32]
  const entries = fields.flatMap(([tag, value]) => [...u16(tag), ...u16(4), ...u32(1), ...u32(value)])
  return bytesOf(order, u16(42), u32(8), u16(fields.length), entries, u32(next))
}

function bigTiff(fields: readonly Field[]): Uint8Array {
  const le64 = (value: number) => [...le32(value), 0, 0, 0, 0]
  const entries = fields.flatMap(([tag, value]) => [...le16(tag), ...le16(16), ...le64(1), ...le64(value)])
  return bytesOf('II', le16(43), le16(8), le16(0), le64(16), le64(fields.length), entries, le64(0))
}

const read = (bytes: Uint8Array) => readTiffHeader(new ByteReader(bytes))

it.each(['II', 'MM'] as const)('reads size, orientation and further pages in byte order %s', (order) => {
  expect(read(tiff(order, [...basic, [274, 8]], 500))).toEqual({
    kind: 'image',
    header: { format: 'tiff', stored: { width: 300, height: 200 }, orientation: 8, notes: ['first-frame-only'] },
    memory: 'streamed',
  })
})

it('reads BigTIFF', () => {
  expect(read(bigTiff(basic))).toMatchObject({ header: { stored: { width: 300, height: 200 } } })
})

it('notes samples that must be stretched and a wrong orientation', () => {
  const fields: readonly Field[] = [...basic.filter(([tag]) => tag !== 258), [258, 32], [339, 3], [274, 0]]
  expect(read(tiff('II', fields))).toMatchObject({ header: { orientation: 1, notes: ['orientation-invalid', 'float-stretched'] } })
})

it('refuses raw photos, Lab, plain YCbCr, signed samples and missing meaning', () => {
  const refusal = (fields: readonly Field[]) => read(tiff('II', fields))
  const without = (tag: number) => basic.filter(([present]) => present !== tag)
  expect(refusal([...basic, [50706, 1]])).toMatchObject({ kind: 'refused', reason: expect.stringContaining('raw') })
  expect(refusal([...without(262), [262, 32803]])).toMatchObject({ kind: 'refused', reason: expect.stringContaining('raw') })
  expect(refusal([...basic, [254, 1], [271, 1], [330, 1]])).toMatchObject({ kind: 'refused', reason: expect.stringContaining('raw') })
  expect(refusal([...without(262), [262, 8]])).toMatchObject({ kind: 'refused', reason: expect.stringContaining('Lab') })
  expect(refusal([...without(262), [262, 6]])).toMatchObject({ kind: 'refused', reason: expect.stringContaining('YCbCr') })
  expect(refusal([...without(262), [262, 6], [259, 7]])).toMatchObject({ kind: 'image' })
  expect(refusal([...basic, [339, 2]])).toMatchObject({ kind: 'refused', reason: expect.stringContaining('signed') })
  expect(refusal(without(262))).toMatchObject({ kind: 'refused', code: 'unsupported-image' })
})
