import { createHash } from 'node:crypto'
import { appendFileSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type * as OnnxRuntime from 'onnxruntime-node'
import { expect, onTestFinished, test } from 'vitest'
import { parseManifest } from '#core/bundle/manifest'
import type { BundleOrder } from '#core/contract/bundle'
import type { EngineClient } from '#core/contract/index'
import { createEngine } from '../../engine'
import { localClient } from '../../local-client'
import { jobEnd } from '../../testing/annotated-folder'
import { temporaryFolder } from '../../testing/temporary-folder'

const project = join(import.meta.dirname, '..', '..', '..', '..')
const samples = join(project, 'resources', 'samples')
const modelId = 'mobilenet_v2_1.0_224'
const { InferenceSession, Tensor } = createRequire(import.meta.url)('onnxruntime-node') as typeof OnnxRuntime

async function openEngine(): Promise<EngineClient> {
  const folder = temporaryFolder()
  const engine = await createEngine({
    projectPath: join(folder, 'project.mobilabel'),
    cachePath: join(folder, 'cache'),
    resourcesPath: join(project, 'resources'),
    workerPath: join(project, 'out', 'main', 'worker.js'),
    workers: 1,
    appVersion: '0',
  })
  onTestFinished(() => engine.close())
  return localClient(engine)
}

function photosFolder(): string {
  const folder = temporaryFolder()
  for (const name of ['chelsea.jpg', 'coffee.jpg']) copyFileSync(join(samples, name), join(folder, name))
  writeFileSync(join(folder, 'broken.jpg'), 'no picture')
  return folder
}

const orderFor = (path: string, kind: 'folder' | 'zip' = 'folder'): BundleOrder => ({
  modelId,
  formats: ['onnx', 'ort', 'ort-basic'],
  golden: { kind: 'folder', path: photosFolder(), count: 3, seed: 1 },
  threshold: 0.3,
  target: { kind, path },
})

async function exported(client: EngineClient, order: BundleOrder) {
  const { jobId } = await client.call('bundle.start', order)
  expect(await jobEnd(client, jobId)).toMatchObject({ kind: 'bundle', state: 'done', error: null })
  return client.call('bundle.report', { jobId })
}

const floats = (path: string): Float32Array => new Float32Array(Uint8Array.from(readFileSync(path)).buffer)

test('a bundle holds the model in each format, and its golden tensors are what ONNX Runtime gives for the file in it', async () => {
  const client = await openEngine()
  const path = join(temporaryFolder(), 'bundle')
  const report = await exported(client, orderFor(path))
  expect(report.leftOut).toEqual([{ what: 'broken.jpg', reason: expect.any(String) }])
  expect(report.files.map(({ format }) => format)).toEqual(['onnx', 'ort', 'ort-basic'])

  const manifest = parseManifest(readFileSync(join(path, 'manifest.json'), 'utf8'))
  const [onnx, ort] = manifest.files
  const bytes = readFileSync(join(path, onnx?.path ?? ''))
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(manifest.model.sha256)
  const ortBytes = readFileSync(join(path, ort?.path ?? ''))
  expect(ortBytes.toString('latin1', 4, 8)).toBe('ORTM')
  // The name of a layout that only desktops of this kind have kernels for stands once, as a domain; with its nodes it would stand some hundred times.
  expect(ortBytes.toString('latin1').split('com.microsoft.nchwc').length - 1).toBeLessThanOrEqual(1)
  expect(readFileSync(join(path, 'labels.txt'), 'utf8').trim().split('\n')).toHaveLength(1000)

  expect(manifest.golden.map(({ name }) => name).sort()).toEqual(['chelsea.jpg', 'coffee.jpg'])
  for (const file of manifest.files) {
    const session = await InferenceSession.create(readFileSync(join(path, file.path)))
    for (const golden of manifest.golden) {
      const input = new Tensor('float32', floats(join(path, golden.input.path)), golden.input.shape)
      const result = await session.run({ [file.input.name]: input })
      const ours = floats(join(path, golden.outputs['logits']?.path ?? ''))
      const theirs = result['logits']?.data as Float32Array
      expect(ours).toHaveLength(1000)
      expect(Math.max(...ours.map((value, at) => Math.abs(value - (theirs[at] ?? 0))))).toBeLessThan(1e-3)
    }
    await session.release()
  }
  const cat = manifest.golden.find(({ name }) => name === 'chelsea.jpg')
  expect(cat?.answer.task === 'classification' && cat.answer.tags[0]?.label).toMatch(/cat/iu)
  expect(await client.call('bundle.check', { path })).toMatchObject({ problems: [], goldenPhotos: 2, formats: ['onnx', 'ort', 'ort-basic'] })
})

test('formats of other runtimes say truly what is in them, and what a format cannot hold is left out and named', async () => {
  const client = await openEngine()
  const path = join(temporaryFolder(), 'bundle')
  const report = await exported(client, { ...orderFor(path), formats: ['tflite', 'tflite-float16', 'tflite-uint8', 'coreml', 'coreml-float16'], golden: { kind: 'photos', photoIds: [] } })
  expect(report.leftOut).toEqual([{ what: 'tflite-uint8', reason: expect.stringContaining('not quantized') }])
  const manifest = parseManifest(readFileSync(join(path, 'manifest.json'), 'utf8'))
  const [tflite, half, coreml] = manifest.files
  expect(tflite).toMatchObject({ input: { layout: 'NHWC', dataType: 'float32', shape: [1, 224, 224, 3] }, outputs: [{ output: 'logits', shape: [1, 1000] }] })
  expect(readFileSync(join(path, tflite?.path ?? '')).toString('latin1', 4, 8)).toBe('TFL3')
  expect((half?.bytes ?? 0) / (tflite?.bytes ?? 1)).toBeCloseTo(0.5, 1)
  expect(coreml).toMatchObject({ format: 'coreml', path: expect.stringMatching(/^models\/model\.mlpackage\//u), input: { layout: 'NCHW', shape: [1, 3, 224, 224] } })
  expect(await client.call('bundle.check', { path })).toMatchObject({ problems: [] })
})

test('a check finds what was changed, is missing or was added', async () => {
  const client = await openEngine()
  const path = join(temporaryFolder(), 'bundle')
  await exported(client, { ...orderFor(path), formats: ['onnx'] })
  appendFileSync(join(path, 'labels.txt'), 'more\n')
  rmSync(join(path, 'golden', '01.jpg'))
  writeFileSync(join(path, 'golden', '01.logits.f32'), 'short')
  writeFileSync(join(path, 'stranger.txt'), '')
  const { problems } = await client.call('bundle.check', { path })
  expect(problems).toEqual([
    expect.stringMatching(/^labels\.txt has \d+ bytes instead of \d+\.$/u),
    'golden/01.jpg is missing.',
    'golden/01.logits.f32 does not hold a tensor of 1 x 1000.',
    'labels.txt has 1001 labels instead of 1000.',
    'stranger.txt is not in the manifest.',
  ])
})

test('a zip holds the same, is replaced by the next one, and other files are left alone', async () => {
  const client = await openEngine()
  const folder = temporaryFolder()
  const path = join(folder, 'model.zip')
  const order: BundleOrder = { ...orderFor(path, 'zip'), formats: ['onnx'], golden: { kind: 'photos', photoIds: [] } }
  await exported(client, order)
  await exported(client, order)
  expect(await client.call('bundle.check', { path })).toMatchObject({ problems: [], goldenPhotos: 0 })
  expect(readdirSync(folder)).toEqual(['model.zip'])

  writeFileSync(join(folder, 'mine.zip'), 'mine')
  mkdirSync(join(folder, 'mine'))
  writeFileSync(join(folder, 'mine', 'file'), 'mine')
  await expect(client.call('bundle.start', { ...order, target: { kind: 'zip', path: join(folder, 'mine.zip') } })).rejects.toMatchObject({ code: 'bad-input' })
  await expect(client.call('bundle.start', { ...order, target: { kind: 'folder', path: join(folder, 'mine') } })).rejects.toMatchObject({ code: 'bad-input' })
  expect(readFileSync(join(folder, 'mine.zip'), 'utf8')).toBe('mine')
})
