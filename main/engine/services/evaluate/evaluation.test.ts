import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { EvaluationOrder } from '#core/contract/evaluation'
import type { EngineClient } from '#core/contract/index'
import type { LabelGeometry } from '#core/model/label'
import { createEngine, type Engine } from '../../engine'
import { localClient } from '../../local-client'
import { openStore } from '../../store/open-store'
import { EvaluationStore } from '../../store/evaluation-store'
import { jobEnd, scanFolder } from '../../testing/annotated-folder'
import { colourJpeg, writeColourPhotos } from '../../testing/colour-photos'
import { temporaryFolder } from '../../testing/temporary-folder'
import { writeTinyModels } from '../../testing/tiny-models'

const project = join(import.meta.dirname, '..', '..', '..', '..')

/** Two classifiers and a segmenter: "tiny-colour" knows red, green and blue, "tiny-swapped" calls red green and green red. */
function writeModels(resources: string): void {
  const [colour, bright] = writeTinyModels(resources)
  // The same graph with a doc_string, ModelProto's field 6: other bytes.
  const bytes = Buffer.concat([readFileSync(join(resources, 'models', colour?.file ?? '')), Buffer.from([0x32, 1, 0x78])])
  writeFileSync(join(resources, 'models', 'tiny-swapped.onnx'), bytes)
  const swapped = { ...colour, file: 'tiny-swapped.onnx', sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length, id: 'tiny-swapped', name: 'Tiny swapped', labels: ['green', 'red', 'blue'].map((name, id) => ({ id, name })) }
  writeFileSync(join(resources, 'models', 'manifest.json'), JSON.stringify([colour, swapped, bright]))
}

async function openEngine(folder: string): Promise<{ readonly client: EngineClient; readonly engine: Engine }> {
  const engine = await createEngine({
    projectPath: join(folder, 'project.mobilabel'),
    cachePath: join(folder, 'cache'),
    resourcesPath: join(folder, 'resources'),
    workerPath: join(project, 'out', 'main', 'worker.js'),
    workers: 1,
    appVersion: '0',
  })
  onTestFinished(() => engine.close())
  return { client: localClient(engine), engine }
}

type Labels = readonly (readonly [className: string, geometry: LabelGeometry])[]

/** Labels photos in order of name and marks them as reviewed; null leaves one alone. */
async function review(client: EngineClient, labels: readonly (Labels | null)[]): Promise<readonly number[]> {
  const names = [...new Set(labels.flatMap((each) => each ?? []).map(([name]) => name))]
  const ids = new Map<string, number>()
  for (const name of names) ids.set(name, (await client.call('class.add', { name })).id)
  const photos = await client.call('photo.query', { filter: {}, sort: { by: 'name', direction: 'ascending' } })
  for (const [at, photoId] of [...photos.ids].entries()) {
    const own = labels[at]
    if (own === null || own === undefined) continue
    const put = own.map(([name, geometry], label) => ({ id: `${photoId}-${label}`, classId: ids.get(name) ?? 0, geometry, origin: { kind: 'person' as const }, locked: false, group: null, attributes: {} }))
    await client.call('label.edit', { photoId, put, remove: [], verdicts: [], reviewState: put.length > 0 ? 'reviewed' : 'reviewed-empty' })
  }
  return [...photos.ids]
}

const tag = (name: string): Labels => [[name, { kind: 'tag' }]]
const order: EvaluationOrder = { modelIds: ['tiny-colour', 'tiny-swapped'], referenceId: 'tiny-colour', scope: { kind: 'filter', filter: {} }, speed: 'left-out' }

async function finished(client: EngineClient, wanted: EvaluationOrder): Promise<number> {
  const { evaluationId, jobId } = await client.call('evaluation.start', wanted)
  expect(await jobEnd(client, jobId)).toMatchObject({ kind: 'evaluation', state: 'done', error: null })
  return evaluationId
}

test('classifiers: values by hand, differing photos, speed, kept over a restart, exported, removed', async () => {
  const folder = temporaryFolder()
  writeModels(join(folder, 'resources'))
  // Red, green, blue, red, green, blue, red.
  await writeColourPhotos(join(folder, 'photos'), 7)
  const first = await openEngine(folder)
  await scanFolder(first.client, join(folder, 'photos'))
  // The fourth is labelled wrongly, the fifth carries two tags, the sixth an unknown one, the seventh is not reviewed.
  const ids = await review(first.client, [tag('red'), tag('green'), tag('blue'), tag('green'), [...tag('red'), ...tag('green')], tag('sunset'), null])

  const evaluationId = await finished(first.client, { ...order, speed: 'measured' })
  const report = await first.client.call('evaluation.report', { evaluationId })
  expect(report).toMatchObject({ task: 'classification', photos: 5, evaluation: { state: 'done', jobId: null } })
  const [colour, swapped] = report.models
  expect(colour?.accuracy.map(({ key, estimate }) => [key, estimate.value])).toEqual([['top1', 4 / 5], ['top5', 1]])
  // Blue, the wrong label and either of two tags.
  expect(swapped?.accuracy.map(({ estimate, difference }) => [estimate.value, difference?.value])).toEqual([[3 / 5, expect.closeTo(-1 / 5, 12)], [1, 0]])
  expect(colour?.classes.map(({ name, photos, labels, values }) => [name, photos, labels, values])).toEqual([
    ['red', 2, 2, { top1: 1, top5: 1, precision: 1 / 2 }],
    ['green', 3, 3, { top1: 2 / 3, top5: 1, precision: 1 }],
    ['blue', 1, 1, { top1: 1, top5: 1, precision: 1 }],
  ])
  expect([colour?.agreement, swapped?.agreement]).toEqual([null, 1 / 5])
  expect(colour).toMatchObject({ unknownClasses: ['sunset'], failedPhotos: 0 })
  for (const model of report.models) {
    expect(model.loadMs).toBeGreaterThan(0)
    expect(model.latency[0]?.threads).toBe(1)
    for (const { samplesMs, minMs, lowerQuartileMs, p50Ms, upperQuartileMs, p95Ms } of model.latency) {
      expect(samplesMs).toHaveLength(50)
      expect([minMs, lowerQuartileMs, p50Ms, upperQuartileMs, p95Ms]).toEqual([minMs, lowerQuartileMs, p50Ms, upperQuartileMs, p95Ms].toSorted((a, b) => a - b))
    }
  }
  // Both compute the same: the better one is the front.
  expect(report.fronts['multiply-adds']).toEqual(['tiny-colour'])
  expect(report.published.points).toHaveLength(22)

  const { total, differences } = await first.client.call('evaluation.differences', { evaluationId, modelId: 'tiny-swapped', offset: 0, limit: 2 })
  expect(total).toBe(4)
  expect(differences).toEqual([
    { photoId: ids[0], relativePath: 'photo-0000.jpg', modelId: 'tiny-swapped', agreement: 0, truth: 'red', said: 'green', referenceSaid: 'red', score: 0, referenceScore: 1 },
    { photoId: ids[1], relativePath: 'photo-0001.jpg', modelId: 'tiny-swapped', agreement: 0, truth: 'green', said: 'red', referenceSaid: 'green', score: 0, referenceScore: 1 },
  ])

  // What was answered is used again.
  const runs = await first.client.call('run.list', {})
  expect(runs).toHaveLength(1)
  await finished(first.client, order)
  expect(await first.client.call('run.list', {})).toEqual(runs)
  await first.engine.close()

  const { client } = await openEngine(folder)
  expect(await client.call('evaluation.report', { evaluationId })).toEqual(report)
  expect((await client.call('evaluation.list', {})).map(({ state }) => state)).toEqual(['done', 'done'])
  const exported = async (kind: 'csv' | 'differences-csv' | 'html', name: string): Promise<string> => {
    const { path, bytes } = await client.call('evaluation.export', { evaluationId, kind, path: join(folder, name) })
    const text = readFileSync(path, 'utf8')
    expect(Buffer.byteLength(text)).toBe(bytes)
    return text
  }
  const [header = '', row = ''] = (await exported('csv', 'report.csv')).split('\n')
  expect(row.split(',')[header.split(',').indexOf('top1')]).toBe('0.8')
  expect((await exported('differences-csv', 'differences.csv')).split('\n')[1]).toBe('photo-0000.jpg,tiny-swapped,0,red,green,red,0,1')
  const html = await exported('html', 'report.html')
  expect(html).toContain('80.0 % (')
  expect(html).toContain('<svg')
  expect(html).not.toMatch(/https?:|<script|<link|@import/u)

  await client.call('evaluation.remove', { evaluationId })
  await expect(client.call('evaluation.report', { evaluationId })).rejects.toMatchObject({ code: 'not-found' })
  await expect(client.call('evaluation.differences', { evaluationId, modelId: null, offset: 0, limit: 1 })).rejects.toMatchObject({ code: 'not-found' })
}, 120_000)

test('a segmenter is judged by outlines, background included', async () => {
  const folder = temporaryFolder()
  writeModels(join(folder, 'resources'))
  const photos = join(folder, 'photos')
  await writeColourPhotos(photos, 1)
  // A white photo, which the model calls bright all over; a red one, which is dark to it.
  writeFileSync(join(photos, 'white.jpg'), await colourJpeg('white'))
  const { client } = await openEngine(folder)
  await scanFolder(client, photos)
  const left: LabelGeometry = { kind: 'polygon', rings: [{ points: [0, 0, 32, 0, 32, 48, 0, 48], hole: false }] }
  await review(client, [[], [['bright', left]]])
  const evaluationId = await finished(client, { ...order, modelIds: ['tiny-brightness'], referenceId: 'tiny-brightness' })
  const { models, photos: judged } = await client.call('evaluation.report', { evaluationId })
  expect(judged).toBe(2)
  // 64 x 48 pixels each. Bright: 1536 shared of 3072 said. Background: 3072 shared of 3072 + 1536 there.
  expect(models[0]?.accuracy.map(({ key, estimate }) => [key, estimate.value])).toEqual([['miou', (1536 / 3072 + 3072 / 4608) / 2], ['pixels', 4608 / 6144]])
  expect(models[0]?.classes).toEqual([expect.objectContaining({ name: 'bright', photos: 1, labels: 1, values: { iou: 0.5, recall: 1, precision: 0.5 } })])
}, 60_000)

test('what cannot be compared is refused with what to do; a killed evaluation is shown as failed', async () => {
  const folder = temporaryFolder()
  writeModels(join(folder, 'resources'))
  await writeColourPhotos(join(folder, 'photos'), 2)
  const { client, engine } = await openEngine(folder)
  await scanFolder(client, join(folder, 'photos'))
  const refused = (wanted: Partial<EvaluationOrder>) => client.call('evaluation.start', { ...order, ...wanted })
  await expect(refused({})).rejects.toMatchObject({ code: 'bad-input', message: 'None of these photos is reviewed.' })
  await expect(refused({ modelIds: ['tiny-colour', 'tiny-brightness'] })).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('cannot be compared') as string })
  await expect(refused({ referenceId: 'tiny-brightness' })).rejects.toMatchObject({ code: 'bad-input' })
  await expect(refused({ modelIds: ['nobody'] })).rejects.toMatchObject({ code: 'not-found' })
  await review(client, [tag('sunset'), null])
  await expect(refused({})).rejects.toMatchObject({ code: 'bad-input', message: 'No class that the reviewed photos are labelled with is known to all of the models.' })
  await engine.close()

  // A killed engine leaves the row as it was when it began.
  const store = await openStore(join(folder, 'project.mobilabel'))
  const id = new EvaluationStore(store.connection).create(order, 1)
  store.close()
  const again = await openEngine(folder)
  expect(await again.client.call('evaluation.list', {})).toEqual([expect.objectContaining({ id, state: 'failed', jobId: null, error: expect.objectContaining({ code: 'engine-stopped' }) as object })])
  await expect(again.client.call('evaluation.report', { evaluationId: id })).rejects.toMatchObject({ code: 'not-found' })
}, 60_000)

test('photos labelled for another task are left out; a cancelled evaluation says so and can be removed', async () => {
  const folder = temporaryFolder()
  writeModels(join(folder, 'resources'))
  await writeColourPhotos(join(folder, 'photos'), 3)
  const { client } = await openEngine(folder)
  await scanFolder(client, join(folder, 'photos'))
  const whole: LabelGeometry = { kind: 'box', x: 0, y: 0, width: 8, height: 8 }
  await review(client, [tag('red'), [['green', whole]], tag('blue')])
  const evaluationId = await finished(client, order)
  expect(await client.call('evaluation.report', { evaluationId })).toMatchObject({ photos: 2 })

  const first = await client.call('evaluation.start', { ...order, speed: 'measured' })
  const second = await client.call('evaluation.start', order)
  await expect(client.call('evaluation.remove', { evaluationId: first.evaluationId })).rejects.toMatchObject({ code: 'busy' })
  for (const { jobId } of [second, first]) await client.call('job.cancel', { jobId })
  for (const { jobId } of [second, first]) expect(await jobEnd(client, jobId)).toMatchObject({ state: 'cancelled' })
  const states = async () => (await client.call('evaluation.list', {})).map(({ id, state, jobId }) => [id, state, jobId])
  await expect.poll(states).toEqual([[second.evaluationId, 'cancelled', null], [first.evaluationId, 'cancelled', null], [evaluationId, 'done', null]])
  await client.call('evaluation.remove', { evaluationId: first.evaluationId })
  expect(await states()).toHaveLength(2)
}, 60_000)
