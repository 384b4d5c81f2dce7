import { expect, test } from 'vitest'
import { readSafetensors } from './read-safetensors'

/** Written by the Python package safetensors: a [2, 2] float32, n [1] int64, metadata {"format": "pt"}. */
const FILE = Buffer.from('kAAAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJmb3JtYXQiOiJwdCJ9LCJuIjp7ImR0eXBlIjoiSTY0Iiwic2hhcGUiOlsxXSwiZGF0YV9vZmZzZXRzIjpbMCw4XX0sImEiOnsiZHR5cGUiOiJGMzIiLCJzaGFwZSI6WzIsMl0sImRhdGFfb2Zmc2V0cyI6WzgsMjRdfX0gICAHAAAAAAAAAAAAgD8AAABAAABAQAAAkEA=', 'base64')

test('reads what the Python package writes', () => {
  const tensors = readSafetensors(FILE)
  expect(tensors.get('a')).toEqual({ dataType: 'float32', dims: [2, 2], data: Float32Array.of(1, 2, 3, 4.5) })
  expect(tensors.get('n')).toEqual({ dataType: 'int64', dims: [1], data: BigInt64Array.of(7n) })
  expect(tensors.size).toBe(2)
})

function fileOf(header: string, data: readonly number[]): Uint8Array {
  const text = new TextEncoder().encode(header)
  const length = new Uint8Array(8)
  new DataView(length.buffer).setBigUint64(0, BigInt(text.length), true)
  return Uint8Array.from([...length, ...text, ...data])
}

test.each([
  ['a short file', Uint8Array.of(1, 2, 3), 'too short'],
  ['a header beyond the end', Uint8Array.of(255, 0, 0, 0, 0, 0, 0, 0, 123), 'inside its header'],
  ['no JSON', fileOf('{', []), 'header is not valid'],
  ['an unknown type', fileOf('{"w":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]}}', [0]), '"w" holds F8_E4M3'],
  ['data outside the file', fileOf('{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}', [0, 0, 0, 0]), 'outside the file'],
  ['too few elements', fileOf('{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}', [0, 0, 0, 0]), '1 elements for [2]'],
])('refuses %s', (_, bytes, reason) => {
  expect(() => readSafetensors(bytes)).toThrow(reason)
})
