import { expect, test } from 'vitest'
import { decodeWeights } from './decode-weights'
import type { TfWeightJson } from './topology-json'

function decode(weights: readonly TfWeightJson[], ...shards: readonly (readonly number[])[]): Record<string, number[]> {
  const paths = shards.map((_, index) => `shard${index}`)
  const files = new Map(shards.map((bytes, index) => [`shard${index}`, Uint8Array.from(bytes)]))
  const tensors = decodeWeights([{ paths, weights: [...weights] }], files)
  return Object.fromEntries([...tensors].map(([name, tensor]) => [name, Array.from(tensor.data as ArrayLike<number>)]))
}

test('uint8, uint16 and float16 storage are widened', () => {
  const decoded = decode(
    [
      { name: 'a', shape: [3], dtype: 'float32', quantization: { dtype: 'uint8', scale: 0.5, min: -1 } },
      { name: 'b', shape: [2], dtype: 'float32', quantization: { dtype: 'uint16', scale: 0.25, min: 10 } },
      { name: 'c', shape: [2], dtype: 'float32', quantization: { dtype: 'float16' } },
      { name: 'd', shape: [2], dtype: 'int32', quantization: { dtype: 'uint8', scale: 1, min: -3 } },
    ],
    [0, 2, 255, 0x00, 0x00, 0xff, 0xff, 0x00, 0x3c, 0x00, 0xc1, 0, 5],
  )
  expect(decoded).toEqual({ a: [-1, 0, 126.5], b: [10, 16393.75], c: [1, -2.5], d: [-3, 2] })
})

test('a weight may lie across two shards', () => {
  const bytes = [...new Uint8Array(Float32Array.of(1.5, -2).buffer)]
  expect(decode([{ name: 'w', shape: [2], dtype: 'float32' }], bytes.slice(0, 3), bytes.slice(3))).toEqual({ w: [1.5, -2] })
})

test('text and quantization without scale are refused by name', () => {
  expect(() => decode([{ name: 't', shape: [1], dtype: 'string' }], [0])).toThrow('"t" is stored as string')
  expect(() => decode([{ name: 'q', shape: [1], dtype: 'float32', quantization: { dtype: 'uint8' } }], [0])).toThrow('"q" is quantized without scale')
})
