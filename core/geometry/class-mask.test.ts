import { expect, test } from 'vitest'
import { checkBinaryMask } from './binary-mask'
import { classMask } from './class-mask'
import { packMask, unpackMask } from './mask-codec'

const size = { width: 4, height: 4 }
const classes = Uint8Array.of(0, 1, 1, 2, 0, 1, 1, 2, 0, 1, 1, 2, 2, 2, 2, 2)

test('keeps the pixels of one class', () => {
  const mask = packMask(classes, size)
  expect([...unpackMask(classMask(mask, 2))]).toEqual([0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1, 1])
  expect([...unpackMask(classMask(mask, 9))]).toEqual(Array.from({ length: 16 }, () => 0))
  expect(classMask(mask, 1)).toEqual(packMask(classes.map((value) => (value === 1 ? 1 : 0)), size))
})

test('a binary mask holds 0 and 1 and is whole', () => {
  const mask = packMask(classes, size)
  expect(() => checkBinaryMask(mask)).toThrow('row 0 of the mask holds 2')
  const binary = classMask(mask, 2)
  expect(() => checkBinaryMask(binary)).not.toThrow()
  expect(() => checkBinaryMask({ ...binary, bytes: binary.bytes.subarray(0, binary.bytes.length - 1) })).toThrow('damaged')
})
