import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tinyTfjsClassifier } from '#core/testing/tiny-tfjs-classifier'
import { temporaryFolder } from '../../testing/temporary-folder'
import { inspectSource } from './inspect-source'
import { readSource } from './read-source'

const model = tinyTfjsClassifier({ width: 12, height: 8 })

test('a TensorFlow.js model: by its folder or its model.json, scaling told by its own preprocessing', async () => {
  const folder = join(temporaryFolder(), 'web model')
  mkdirSync(folder)
  writeFileSync(join(folder, 'model.json'), model.modelJson)
  for (const [name, bytes] of model.shards) writeFileSync(join(folder, name), bytes)
  for (const path of [folder, join(folder, 'model.json')]) {
    const { format, proposal } = await inspectSource(path)
    expect(format).toBe('tfjs')
    expect(proposal.choices).toMatchObject({ task: 'classification', input: { size: { width: 12, height: 8 }, normalisation: { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] } } })
    expect(proposal.doubts.map(({ about }) => about)).toEqual(['labels'])
  }
})

test('missing weights, weights outside the folder, layers models and damaged files are named', async () => {
  const folder = temporaryFolder()
  const write = (name: string, content: Uint8Array | string): string => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  await expect(readSource(write('model.json', model.modelJson))).rejects.toThrow('group1-shard1of1 is not there')
  const outside = Buffer.from(model.modelJson).toString().replace('group1-shard1of1', '../group1-shard1of1')
  await expect(readSource(write('outside.json', outside))).rejects.toThrow('lies outside its folder')
  await expect(readSource(write('layers.json', '{"format":"layers-model"}'))).rejects.toMatchObject({ code: 'unsupported-model', hint: expect.stringContaining('tfjs_graph_model') })
  await expect(readSource(write('damaged.tflite', Buffer.concat([Buffer.from([8, 0, 0, 0]), Buffer.from('TFL3'), Buffer.alloc(40, 255)])))).rejects.toMatchObject({ code: 'unsupported-model' })
  await expect(readSource(write('empty.onnx', ''))).rejects.toThrow('is empty')
})
