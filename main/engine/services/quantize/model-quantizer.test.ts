import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { EngineClient } from '#core/contract/index'
import type { QuantizeOrder } from '#core/contract/models'
import { createEngine } from '../../engine'
import { localClient } from '../../local-client'
import { cardsByPath, jobEnd, scanFolder } from '../../testing/annotated-folder'
import { temporaryFolder } from '../../testing/temporary-folder'

const project = join(import.meta.dirname, '..', '..', '..', '..')
const samples = join(project, 'resources', 'samples')
const floatId = 'mobilenet_v2_1.0_224'
const versionId = `${floatId}_int8`
const everything = { kind: 'scope', scope: { kind: 'filter', filter: {} } } as const

/** Everything that takes long is off: the plain recipe of the reference tools. */
const plain = {
  kind: 'static',
  equalisation: { kind: 'channels', strength: 0.6 },
  scales: 'largest-weight',
  rounding: 'nearest',
  bias: 'original',
  momentPhotos: 0,
} as const
const order: QuantizeOrder = { modelId: floatId, photos: { kind: 'folder', path: samples }, count: 12, seed: 1, recipe: plain }

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

/** A folder for temporary files that no other test uses. */
function ownTemporaryFiles(): string {
  const path = temporaryFolder()
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, path)
  onTestFinished(() => void vi.unstubAllEnvs())
  return path
}

test('a quantized version is listed, annotates like the model it was made from, and can be removed', async () => {
  const folder = temporaryFolder()
  const client = await openEngine(folder)
  await scanFolder(client, samples)
  let changes = 0
  client.on('model.changed', () => changes++)
  const { jobId } = await client.call('model.quantize', { ...order, photos: everything })
  const job = await jobEnd(client, jobId)
  expect(job).toMatchObject({ kind: 'quantize', state: 'done', error: null, progress: { done: 100, total: 100, skipped: 0 } })
  expect(changes).toBe(1)

  const entries = await client.call('model.list', {})
  const float = entries.find(({ card }) => card.id === floatId)
  const version = entries.find(({ card }) => card.id === versionId)
  expect(version).toMatchObject({ usable: true, problem: null, predictedPhotos: 0 })
  const bytes = version?.card.bytes ?? 0
  expect(bytes / (float?.card.bytes ?? 0)).toBeLessThan(0.3)
  expect(readFileSync(join(folder, 'models', versionId, 'model.onnx'))).toHaveLength(bytes)
  expect(version?.card.lineage).toMatchObject({
    kind: 'quantized',
    madeFrom: { modelId: floatId, sha256: float?.card.sha256 },
    settings: { kind: 'static', rounding: 'nearest', activations: 'asymmetric-uint8' },
    calibration: { photos: readdirSync(samples).filter((name) => name.endsWith('.jpg')).length, heldOutPhotos: 0, skippedPhotos: 0, seed: 1 },
  })
  const report = await client.call('model.quantize-report', { jobId })
  expect(report.card).toEqual(version?.card)
  // 52 convolutions and the classifier of MobileNetV2 (Sandler et al. 2018, table 2).
  expect(report.layers.filter(({ opType, runs }) => (opType === 'Conv' || opType === 'Gemm') && runs === 'integer')).toHaveLength(53)
  const kept = await client.call('model.version-report', { modelId: versionId })
  expect(kept?.layers.map(({ name }) => name)).toEqual(report.layers.map(({ name }) => name))
  expect(kept?.changed.every(({ path, photoId }) => path.startsWith(samples) && photoId !== null)).toBe(true)
  expect(await client.call('model.version-report', { modelId: floatId })).toBe(null)
  // The weights are those of the paper whatever their number format.
  for (const modelId of [floatId, versionId]) expect((await client.call('model.analyze', { modelId })).totals.multiplyAdds / 1e6).toBeCloseTo(300.8, 0)

  const run = await client.call('run.start', { ...everything, modelIds: [floatId, versionId], redo: 'missing' })
  await expect(client.call('model.remove', { modelId: versionId })).rejects.toMatchObject({ code: 'busy' })
  expect(await jobEnd(client, run.jobId)).toMatchObject({ state: 'done', progress: { failed: 0 } })
  const same = [...(await cardsByPath(client)).values()].filter(({ answers }) => {
    const [first, second] = [floatId, versionId].map((id) => answers.find(({ modelId }) => modelId === id)?.tags[0]?.index)
    return first !== undefined && first === second
  })
  expect(same.length).toBeGreaterThanOrEqual(7)

  await client.call('model.remove', { modelId: versionId })
  expect(existsSync(join(folder, 'models', versionId))).toBe(false)
  expect((await client.call('model.list', {})).map(({ card }) => card.id)).not.toContain(versionId)
  expect([...(await cardsByPath(client)).values()].every(({ answers }) => answers.some(({ modelId }) => modelId === versionId))).toBe(true)
  await expect(client.call('model.remove', { modelId: floatId })).rejects.toMatchObject({ code: 'not-found' })
}, 120_000)

test('cancelled work leaves nothing behind', async () => {
  const folder = temporaryFolder()
  const client = await openEngine(folder)
  const temporary = ownTemporaryFiles()
  const { jobId } = await client.call('model.quantize', { ...order, recipe: { kind: 'automatic' } })
  await new Promise<void>((resolve) => {
    const stop = client.on('job.changed', ({ job }) => {
      if (job.progress.done < 40) return
      stop()
      resolve()
    })
  })
  expect(readdirSync(temporary)).not.toEqual([])
  await client.call('job.cancel', { jobId })
  expect(await jobEnd(client, jobId)).toMatchObject({ state: 'cancelled' })
  expect(existsSync(join(folder, 'models'))).toBe(false)
  expect(readdirSync(temporary)).toEqual([])
  await expect(client.call('model.quantize-report', { jobId })).rejects.toMatchObject({ code: 'not-found' })
}, 60_000)

test('a form that needs no photos compares on all of them, and what cannot be read is named', async () => {
  const folder = temporaryFolder()
  const client = await openEngine(folder)
  const photos = join(folder, 'photos')
  mkdirSync(photos)
  copyFileSync(join(samples, 'coffee.jpg'), join(photos, 'coffee.jpg'))
  writeFileSync(join(photos, 'cut.jpg'), readFileSync(join(samples, 'rocket.jpg')).subarray(0, 300))
  const { jobId } = await client.call('model.quantize', { ...order, photos: { kind: 'folder', path: photos }, recipe: { kind: 'float16', form: 'storage' } })
  expect(await jobEnd(client, jobId)).toMatchObject({ state: 'done', progress: { skipped: 1 } })
  const { card, skipped } = await client.call('model.quantize-report', { jobId })
  expect(card).toMatchObject({ id: `${floatId}_float16`, lineage: { calibration: { photos: 0, heldOutPhotos: 1, skippedPhotos: 1 }, report: { photos: 1, layers: null } } })
  expect(skipped.map(({ path }) => path)).toEqual([join(photos, 'cut.jpg')])
}, 60_000)

test('an unknown model is refused at once, and photos that cannot be found end the job with a reason', async () => {
  const folder = temporaryFolder()
  const client = await openEngine(folder)
  await expect(client.call('model.quantize', { ...order, modelId: 'none' })).rejects.toMatchObject({ code: 'not-found' })
  const missing = await client.call('model.quantize', { ...order, photos: { kind: 'folder', path: join(folder, 'none') } })
  expect((await jobEnd(client, missing.jobId)).error).toMatchObject({ code: 'not-found' })
  const empty = await client.call('model.quantize', { ...order, photos: everything })
  expect((await jobEnd(client, empty.jobId)).error).toMatchObject({ code: 'bad-input', message: 'There is no photo to calibrate on' })
}, 60_000)
