import { expect, test } from 'vitest'
import { tinyGraph } from '#core/testing/tiny-graph'
import { WeightFile } from './weight-file'
import { writeCoreml } from './write-coreml'

const GRAPH = `graph tiny opset 17
input x float32[1,3,8,6]
constant w float32[4,3,1,1] = …
conv = Conv(x, w) kernel_shape=[1,1] strides=[1,1] dilations=[1,1] pads=[0,0,0,0] group=1
y = Relu(conv)
output y float32[1,4,8,6]
`

test('weights lie behind their records on multiples of 64 bytes', () => {
  const file = new WeightFile()
  expect(file.add('float16', Uint8Array.of(1, 2))).toBe(64)
  expect(file.add('float32', new Uint8Array(65).fill(7))).toBe(192)
  const view = new DataView(file.finish().buffer)
  expect(view.byteLength).toBe(384)
  expect([view.getUint32(0, true), view.getUint32(4, true)]).toEqual([2, 2])
  expect(view.getUint32(64, true)).toBe(0xdeadbeef)
  expect([view.getUint32(68, true), view.getBigUint64(72, true), view.getBigUint64(80, true)]).toEqual([1, 2n, 128n])
  expect([view.getUint32(196, true), view.getBigUint64(200, true), view.getBigUint64(208, true)]).toEqual([2, 65n, 256n])
  expect([view.getUint8(128), view.getUint8(130), view.getUint8(256)]).toEqual([1, 0, 7])
})

test('a package holds a manifest, the program of specification 6 and the weights', () => {
  const files = writeCoreml(tinyGraph(GRAPH), { floatType: 'float16' })
  expect([...files.keys()]).toEqual(['Manifest.json', 'Data/com.apple.CoreML/model.mlmodel', 'Data/com.apple.CoreML/weights/weight.bin'])
  // Header, record, 12 half floats filled up to 64.
  expect(files.get('Data/com.apple.CoreML/weights/weight.bin')?.length).toBe(192)
  // Field 1, varint 6: the specification version.
  expect([...(files.get('Data/com.apple.CoreML/model.mlmodel') ?? []).slice(0, 2)]).toEqual([8, 6])
})

test('codes and names that Core ML does not take are refused', () => {
  const coded = GRAPH.replace('y = Relu(conv)', 'constant s float32[] = {0.5}\nconstant z uint8[] = {0}\nq = QuantizeLinear(conv, s, z)\ny = DequantizeLinear(q, s, z)')
  expect(() => writeCoreml(tinyGraph(coded), { floatType: 'float32' })).toThrow('Core ML cannot hold QuantizeLinear "q"')
  const named = GRAPH.replaceAll(/\by\b/g, '"y:0"')
  expect(() => writeCoreml(tinyGraph(named), { floatType: 'float32' })).toThrow('"y:0" cannot name')
})
