import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { TuneOrder } from '#core/contract/tune'
import { createEngine } from '../../engine'
import { localClient } from '../../local-client'
import { jobEnd } from '../../testing/annotated-folder'
import { boxOf, labelShapes, maskOf, writeColouredShapes, writeRandomDetector, writeRandomSegmenter } from '../../testing/coloured-shapes'
import { temporaryFolder } from '../../testing/temporary-folder'

const project = join(import.meta.dirname, '..', '..', '..', '..')
const photosOfColour = 12

const order: TuneOrder = {
  modelId: 'random',
  scope: { kind: 'filter', filter: {} },
  classIds: null,
  kept: 'replace',
  answer: 'one-class',
  balance: 'photos',
  augmentations: ['mirror'],
  copies: 1,
  split: { validation: 0.2, test: 0.2 },
  seed: 5,
  name: null,
}

/** Trains twice on photos of coloured rectangles, then has the first version answer all of them. */
async function tuneTwice(writeModel: (resourcesPath: string) => void, geometryOf: Parameters<typeof labelShapes>[3]) {
  const folder = temporaryFolder()
  writeModel(join(folder, 'resources'))
  const engine = await createEngine({
    projectPath: join(folder, 'project.mobilabel'),
    cachePath: join(folder, 'cache'),
    modelsPath: join(folder, 'models'),
    resourcesPath: join(folder, 'resources'),
    workerPath: join(project, 'out', 'main', 'worker.js'),
    workers: 1,
    appVersion: '0',
  })
  onTestFinished(() => engine.close())
  const client = localClient(engine)
  const photos = join(folder, 'photos')
  await labelShapes(client, photos, await writeColouredShapes(photos, photosOfColour), geometryOf)
  const made = []
  for (let round = 0; round < 2; round++) {
    const { tuneId, jobId } = await client.call('tune.start', order)
    expect(await jobEnd(client, jobId)).toMatchObject({ state: 'done', error: null })
    made.push(await client.call('tune.report', { tuneId }))
  }
  const [first, second] = made
  if (first === undefined || second === undefined) throw new Error('nothing was made')
  const bytesOf = (id: string): Buffer => readFileSync(join(folder, 'models', id, 'model.onnx'))
  expect(second.card.id).not.toBe(first.card.id)
  expect(bytesOf(second.card.id).equals(bytesOf(first.card.id))).toBe(true)
  const run = await client.call('run.start', { scope: { kind: 'filter', filter: {} }, modelIds: [first.card.id], redo: 'missing' })
  expect(await jobEnd(client, run.jobId)).toMatchObject({ state: 'done' })
  const { ids } = await client.call('photo.query', { filter: {}, sort: { by: 'name', direction: 'ascending' } })
  return { client, ids, card: first.card, report: first.report }
}

test('a detector learns boxes of a project: equal data make an equal file, which answers', async () => {
  const { client, ids, report, card } = await tuneTwice(writeRandomDetector, boxOf)
  expect(report).toMatchObject({ metric: 'AP50', measuredOn: 'test', before: null, skipped: [] })
  expect(card).toMatchObject({ task: 'detection', labels: [{ id: 1, name: 'red' }, { id: 2, name: 'blue' }] })
  // One rectangle on each held-out photo.
  expect(report.classes.reduce((sum, { support }) => sum + support, 0)).toBe(report.photos)
  expect(Object.keys(report.thresholds)).toEqual(['red', 'blue'])
  expect(report.epochs.at(report.bestEpoch - 1)?.trainLoss).toBeLessThan(report.epochs[0]?.trainLoss ?? 0)
  const cards = await client.call('photo.cards', { photoIds: [...ids], minimumScore: 0.01 })
  expect(cards.length).toBe(2 * photosOfColour)
  expect(cards.every(({ answers }) => answers[0]?.status === 'done' && answers[0].boxes.every(({ index }) => index < 2))).toBe(true)
}, 60_000)

test('a segmenter learns masks of a project: equal data make an equal file, which answers', async () => {
  const { client, ids, report, card } = await tuneTwice(writeRandomSegmenter, maskOf)
  expect(report).toMatchObject({ metric: 'mIoU', measuredOn: 'test', before: null, skipped: [], thresholds: {} })
  expect(card).toMatchObject({ task: 'segmentation', labels: [{ id: 0, name: 'background' }, { id: 1, name: 'red' }, { id: 2, name: 'blue' }] })
  // All background would be a third of what each class could add at most.
  expect(report.after.value).toBeGreaterThan(1 / 3)
  const cards = await client.call('photo.cards', { photoIds: [...ids], minimumScore: 0.01 })
  expect(cards.every(({ answers }) => answers[0]?.hasMask === true && answers[0].areas.every(({ index }) => index < 3))).toBe(true)
}, 60_000)
