import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { TuneOrder, TuneReport } from '#core/contract/tune'
import { createEngine } from '../../engine'
import { localClient } from '../../local-client'
import { jobEnd } from '../../testing/annotated-folder'
import { labelByHue, writeNoisePhotos, writeRandomClassifier } from '../../testing/labelled-project'
import { temporaryFolder } from '../../testing/temporary-folder'

const project = join(import.meta.dirname, '..', '..', '..', '..')

const order: TuneOrder = {
  modelId: 'random',
  scope: { kind: 'filter', filter: {} },
  classIds: null,
  kept: 'replace',
  answer: 'one-class',
  balance: 'photos',
  depth: { blocks: 1 },
  augmentations: [],
  copies: 0,
  split: { validation: 0.2, test: 0.2 },
  seed: 5,
  name: null,
}

test('an order for blocks trains them after the head, tells what was kept, and makes equal files', async () => {
  const folder = temporaryFolder()
  writeRandomClassifier(join(folder, 'resources'))
  const photos = join(folder, 'photos')
  const hueOf = await writeNoisePhotos(photos, 10)
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
  const idOf = await labelByHue(client, photos, hueOf)

  await expect(client.call('tune.start', { ...order, kept: 'extend' })).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('own classes') })

  const { tuneId, jobId } = await client.call('tune.start', order)
  expect(await jobEnd(client, jobId)).toMatchObject({ state: 'done', error: null })
  const { report, card } = await client.call('tune.report', { tuneId })
  expect(report.blocks).toMatchObject({ count: 1 })
  // The head learns as it does alone; the blocks' epochs come behind.
  const alone = await client.call('tune.start', { ...order, depth: 'head' })
  expect(await jobEnd(client, alone.jobId)).toMatchObject({ state: 'done', error: null })
  const head = (await client.call('tune.report', { tuneId: alone.tuneId })).report
  expect(head.blocks).toBe(undefined)
  expect(report.epochs.slice(0, head.epochs.length).map(({ rate }) => rate)).toEqual(head.epochs.map(({ rate }) => rate))
  expect(report.epochs.length).toBeGreaterThan(head.epochs.length)
  expect(report.epochs.map(({ epoch }) => epoch)).toEqual(report.epochs.map((_, index) => index + 1))
  const validation = ({ epochs, bestEpoch }: TuneReport): number => epochs.find(({ epoch }) => epoch === bestEpoch)?.validationMetric ?? NaN
  expect(validation(report)).toBeGreaterThanOrEqual(validation(head))
  expect(card.lineage).toMatchObject({ kind: 'tuned', settings: { depth: { blocks: 1 } } })

  const run = await client.call('run.start', { scope: { kind: 'filter', filter: {} }, modelIds: [card.id], redo: 'missing' })
  await jobEnd(client, run.jobId)
  const answered = await client.call('photo.cards', { photoIds: [...idOf.values()], minimumScore: 0 })
  const right = answered.filter(({ photo, answers }) => card.labels[answers[0]?.tags[0]?.index ?? -1]?.name === hueOf.get(photo.relativePath))
  expect(right.length).toBeGreaterThanOrEqual(27)

  const again = await client.call('tune.start', order)
  expect(await jobEnd(client, again.jobId)).toMatchObject({ state: 'done', error: null })
  expect((await client.call('tune.report', { tuneId: again.tuneId })).card.sha256).toBe(card.sha256)
}, 180_000)
