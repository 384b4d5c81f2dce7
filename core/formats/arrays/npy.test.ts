import { expect, test } from 'vitest'
import { readNpy, writeNpy } from './npy'

/** numpy.save of arange(6, dtype='<f4').reshape(2, 3) / 2, and of arange(3), which is int64. */
const FLOATS = Buffer.from('k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAPwAAgD8AAMA/AAAAQAAAIEA=', 'base64')
const INTEGERS = Buffer.from('k05VTVBZAQB2AHsnZGVzY3InOiAnPGk4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAAEAAAAAAAAAAgAAAAAAAAA=', 'base64')

test('reads and writes what NumPy writes', () => {
  const array = readNpy(FLOATS)
  expect(array).toEqual({ dims: [2, 3], data: Float32Array.of(0, 0.5, 1, 1.5, 2, 2.5) })
  expect(Buffer.from(writeNpy(array)).toString('base64')).toBe(FLOATS.toString('base64'))
})

test('keeps one and no extents', () => {
  expect(readNpy(writeNpy({ dims: [2], data: Float32Array.of(1, 2) })).dims).toEqual([2])
  expect(readNpy(writeNpy({ dims: [], data: Float32Array.of(1) })).dims).toEqual([])
})

test('refuses other types, other files and cut ones', () => {
  expect(() => readNpy(INTEGERS)).toThrow('holds <i8')
  expect(() => readNpy(Uint8Array.of(1, 2, 3))).toThrow('no .npy file')
  expect(() => readNpy(FLOATS.subarray(0, FLOATS.length - 1))).toThrow('ends inside its 6 numbers')
})
