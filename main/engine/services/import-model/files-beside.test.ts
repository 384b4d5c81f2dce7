import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { encodeModel } from '#core/onnx/codec/encode-model'
import { makeNode } from '#core/onnx/make-node'
import { readFields } from '#core/onnx/protobuf/proto-reader'
import { ProtoWriter } from '#core/onnx/protobuf/proto-writer'
import { temporaryFolder } from '../../testing/temporary-folder'
import { readSource } from './read-source'

/** y = x + w, with w float32 [3] in another file (TensorProto: dims 1, data_type 2, name 8, external_data 13, data_location 14). */
function modelWithWeightsBeside(place: Readonly<Record<string, string>>): Uint8Array {
  const bytes = encodeModel({
    name: 'sum',
    opsets: new Map([['', 17]]),
    inputs: [{ name: 'x', dataType: 'float32', dims: [3] }],
    outputs: [{ name: 'y', dataType: 'float32', dims: [3] }],
    nodes: [makeNode('Add', ['x', 'w'], ['y'])],
    initializers: new Map(),
    valueInfos: new Map(),
    metadata: new Map(),
  })
  const weights = new ProtoWriter()
  weights.message(5, (tensor) => {
    tensor.varint(1, 3)
    tensor.varint(2, 1)
    tensor.string(8, 'w')
    for (const [key, value] of Object.entries(place)) {
      tensor.message(13, (entry) => {
        entry.string(1, key)
        entry.string(2, value)
      })
    }
    tensor.varint(14, 1)
  })
  const graph = [...readFields(bytes)].find(({ number }) => number === 7)?.bytes ?? new Uint8Array()
  const model = new ProtoWriter()
  model.varint(1, 8)
  model.bytes(7, Uint8Array.from([...graph, ...weights.finish()]))
  model.message(8, (opset) => opset.varint(2, 17))
  return model.finish()
}

/** Two numbers of something else, then 1, 2, 3. */
const data = new Uint8Array(Float32Array.of(8, 9, 1, 2, 3).buffer)

function prepare(place: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'weights'))
  writeFileSync(join(folder, 'weights', 'all.bin'), data)
  writeFileSync(join(folder, 'model.onnx'), modelWithWeightsBeside(place))
  return join(folder, 'model.onnx')
}

test('weights in a file beside the model are read from their place', async () => {
  const { graph, bytes } = await readSource(prepare({ location: 'weights/all.bin', offset: '8', length: '12' }))
  expect(graph.initializers.get('w')).toEqual({ dataType: 'float32', dims: [3], data: Float32Array.of(1, 2, 3) })
  expect(bytes).toBeGreaterThan(data.length)
})

test('a missing file, a place outside it, and one outside the folder are named', async () => {
  await expect(readSource(prepare({ location: 'lost.bin' }))).rejects.toThrow('lost.bin is not there')
  await expect(readSource(prepare({ location: 'weights/all.bin', offset: '12', length: '12' }))).rejects.toThrow('bytes 12 to 24 of "weights/all.bin", which has 20')
  await expect(readSource(prepare({ location: '../model.onnx' }))).rejects.toThrow('outside the folder of the model')
  await expect(readSource(prepare({ offset: '0' }))).rejects.toThrow('does not say in which file')
})
