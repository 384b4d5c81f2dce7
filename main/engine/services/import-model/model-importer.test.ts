import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { EngineClient } from '#core/contract/index'
import { encodeModel } from '#core/onnx/codec/encode-model'
import type { Graph } from '#core/onnx/graph'
import { makeNode } from '#core/onnx/make-node'
import { wrappedClassifier } from '#core/testing/wrapped-classifier'
import { createEngine } from '../../engine'
import { localClient } from '../../local-client'
import { answerOf, cardsByPath, jobEnd, scanFolder } from '../../testing/annotated-folder'
import { temporaryFolder } from '../../testing/temporary-folder'

const project = join(import.meta.dirname, '..', '..', '..', '..')
const samples = join(project, 'resources', 'samples')
const shipped = join(project, 'resources', 'models', 'mobilenet_v2_1.0_224.onnx')
const labelFile = join(project, 'resources', 'labels', 'imagenet-1k.json')

async function openEngine(folder: string): Promise<EngineClient> {
  const engine = await createEngine({
    projectPath: join(folder, 'project.mobilabel'),
    cachePath: join(folder, 'cache'),
    modelsPath: join(folder, 'models'),
    resourcesPath: join(project, 'resources'),
    workerPath: join(project, 'out', 'main', 'worker.js'),
    workers: 2,
    appVersion: '0',
  })
  onTestFinished(() => engine.close())
  return localClient(engine)
}

test('a classifier exported with colours last and a softmax answers as the model it was made from, and can be made smaller', async () => {
  const folder = temporaryFolder()
  const client = await openEngine(folder)
  const path = join(folder, 'exported.onnx')
  writeFileSync(path, wrappedClassifier(readFileSync(shipped)))

  const { proposal, format } = await client.call('model-import.inspect', { path })
  expect(format).toBe('onnx')
  expect(proposal).toMatchObject({ classCount: 1000, choices: { task: 'classification', input: { layout: 'channels-last', normalisation: { mean: [0.5, 0.5, 0.5] } } } })
  expect(proposal.doubts.map(({ about }) => about)).toEqual(['scaling', 'labels'])
  const labels = await client.call('model-import.labels', { from: { kind: 'file', path: labelFile }, firstClass: 0 })

  const photo = readdirSync(samples).find((name) => name.endsWith('.jpg')) ?? ''
  const shown = await client.call('model-import.preview', { path, choices: proposal.choices, labels, photo: { kind: 'file', path: join(samples, photo) } })
  expect(shown.check).toMatchObject({ kind: 'same' })
  expect(shown.prediction.task).toBe('classification')
  expect(existsSync(join(folder, 'models'))).toBe(false)

  const { jobId } = await client.call('model-import.start', { path, choices: proposal.choices, labels, name: 'My own: Classifier', licence: '' })
  expect(await jobEnd(client, jobId)).toMatchObject({ kind: 'model-import', state: 'done', error: null })
  const { card, check, fixedReason } = await client.call('model-import.report', { jobId })
  expect(card).toMatchObject({ id: 'my_own_classifier', family: 'image-classifier', licence: 'not stated', parameters: 3487816, lineage: { kind: 'imported', format: 'onnx', fileName: 'exported.onnx', catalogueId: null } })
  expect([check.kind, fixedReason]).toEqual(['same', null])

  await scanFolder(client, samples)
  const run = await client.call('run.start', { scope: { kind: 'filter', filter: {} }, modelIds: [card.id, 'mobilenet_v2_1.0_224'], redo: 'missing' })
  expect(await jobEnd(client, run.jobId)).toMatchObject({ state: 'done', progress: { failed: 0 } })
  for (const photoCard of (await cardsByPath(client)).values()) {
    const own = photoCard.answers.find(({ modelId }) => modelId === card.id)
    const answer = answerOf(photoCard, 'mobilenet-v2')
    expect(own?.status).toBe('done')
    expect(own?.tags[0]?.index).toBe(answer.tags[0]?.index)
    expect(own?.tags[0]?.score).toBeCloseTo(answer.tags[0]?.score ?? Number.NaN, 3)
  }

  const smaller = await client.call('model.quantize', { modelId: card.id, photos: { kind: 'folder', path: samples }, count: 4, seed: 1, recipe: { kind: 'weight-only' } })
  expect(await jobEnd(client, smaller.jobId)).toMatchObject({ state: 'done', error: null })
})

test('a model with an operator that only the runtime knows annotates, and says why it cannot be made smaller', async () => {
  const folder = temporaryFolder()
  const client = await openEngine(folder)
  const path = join(folder, 'soft.onnx')
  const graph: Graph = {
    name: 'soft',
    opsets: new Map([['', 17]]),
    inputs: [{ name: 'x', dataType: 'float32', dims: ['N', 3, 32, 32] }],
    outputs: [{ name: 'y', dataType: 'float32', dims: ['N', 3] }],
    nodes: [makeNode('GlobalAveragePool', ['x'], ['m']), makeNode('Softplus', ['m'], ['s']), makeNode('Flatten', ['s'], ['y'])],
    initializers: new Map(),
    valueInfos: new Map(),
    metadata: new Map([['names', "{0: 'red', 1: 'green', 2: 'blue'}"]]),
  }
  writeFileSync(path, encodeModel(graph))
  const { proposal } = await client.call('model-import.inspect', { path })
  expect(proposal.labels.map(({ name }) => name)).toEqual(['red', 'green', 'blue'])
  const { jobId } = await client.call('model-import.start', { path, choices: proposal.choices, labels: proposal.labels, name: 'Soft', licence: 'MIT' })
  expect(await jobEnd(client, jobId)).toMatchObject({ state: 'done' })
  expect((await client.call('model-import.report', { jobId })).fixedReason).toContain('Softplus')

  await scanFolder(client, samples)
  const run = await client.call('run.start', { scope: { kind: 'filter', filter: {} }, modelIds: ['soft'], redo: 'missing' })
  expect(await jobEnd(client, run.jobId)).toMatchObject({ state: 'done', progress: { failed: 0 } })
  const smaller = await client.call('model.quantize', { modelId: 'soft', photos: { kind: 'folder', path: samples }, count: 1, seed: 1, recipe: { kind: 'weight-only' } })
  expect(await jobEnd(client, smaller.jobId)).toMatchObject({ state: 'failed', error: { code: 'unsupported-model', message: expect.stringContaining('"Soft" cannot be made smaller: Softplus') } })
})

test('labels that do not fit, a file that is no model, and a cancelled import leave nothing behind', async () => {
  const folder = temporaryFolder()
  const client = await openEngine(folder)
  const path = join(folder, 'exported.onnx')
  writeFileSync(path, wrappedClassifier(readFileSync(shipped)))
  const { proposal } = await client.call('model-import.inspect', { path })
  const order = { path, choices: proposal.choices, name: 'Wrong', licence: '' }

  const { jobId } = await client.call('model-import.start', { ...order, labels: [{ id: 0, name: 'cat' }] })
  expect(await jobEnd(client, jobId)).toMatchObject({ state: 'failed', error: { code: 'bad-input', message: 'The model tells 1000 classes apart, but there are 1 labels.' } })

  const labels = await client.call('model-import.labels', { from: { kind: 'text', text: readFileSync(labelFile, 'utf8') }, firstClass: 0 })
  const cancelled = await client.call('model-import.start', { ...order, labels })
  await client.call('job.cancel', { jobId: cancelled.jobId })
  expect(await jobEnd(client, cancelled.jobId)).toMatchObject({ state: 'cancelled' })
  await expect(client.call('model-import.report', cancelled)).rejects.toThrow('no report')

  writeFileSync(join(folder, 'text.onnx'), 'hello')
  await expect(client.call('model-import.inspect', { path: join(folder, 'text.onnx') })).rejects.toThrow('text.onnx is no ONNX model that can be read')
  await expect(client.call('model-import.inspect', { path: join(folder, 'missing.onnx') })).rejects.toThrow('is not there')
  expect(existsSync(join(folder, 'models'))).toBe(false)
  expect((await client.call('model.list', {})).filter(({ card }) => card.lineage !== undefined)).toEqual([])
})
