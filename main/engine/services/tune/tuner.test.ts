import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { EngineClient } from '#core/contract/index'
import type { TuneOrder } from '#core/contract/tune'
import { createEngine, type Engine } from '../../engine'
import { localClient } from '../../local-client'
import { jobEnd } from '../../testing/annotated-folder'
import { labelByHue, writeNoisePhotos, writeRandomClassifier } from '../../testing/labelled-project'
import { openStore } from '../../store/open-store'
import { TuneStore } from '../../store/tune-store'
import { temporaryFolder } from '../../testing/temporary-folder'

const project = join(import.meta.dirname, '..', '..', '..', '..')

async function openEngine(folder: string): Promise<{ readonly client: EngineClient; readonly engine: Engine }> {
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
  return { client: localClient(engine), engine }
}

const order: TuneOrder = {
  modelId: 'random',
  scope: { kind: 'filter', filter: {} },
  classIds: null,
  kept: 'replace',
  answer: 'one-class',
  balance: 'photos',
  augmentations: ['mirror', 'crop'],
  copies: 1,
  split: { validation: 0.2, test: 0.2 },
  seed: 5,
  name: null,
}

/** Takes long enough to be stopped on the way. */
const longOrder: TuneOrder = { ...order, augmentations: ['mirror', 'crop', 'colour'], copies: 6 }

test('a model learns the labels of a project, answers like its report, and equal data make an equal file', async () => {
  const folder = temporaryFolder()
  writeRandomClassifier(join(folder, 'resources'))
  const photos = join(folder, 'photos')
  const hueOf = await writeNoisePhotos(photos, 12)
  const { client } = await openEngine(folder)
  const unreviewed = new Set(['red-011.png', 'blue-011.png'])
  const idOf = await labelByHue(client, photos, hueOf, unreviewed)

  const preview = await client.call('tune.preview', order)
  // 12 of each hue, less one red and one blue; a fifth each for choosing and measuring.
  expect(preview.classes.map(({ name, train, validation, test: held }) => [name, train + validation + held])).toEqual([['red', 11], ['green', 12], ['blue', 11]])
  // A fifth of 34 are 6.8; whole photos of three classes do not divide evenly.
  const { train, validation, test: heldOut } = preview.photos
  expect([validation, heldOut].every((count) => count === 6 || count === 7)).toBe(true)
  expect(preview.photos).toMatchObject({ train: 34 - validation - heldOut, leftOut: 0 })
  expect(preview.concerns.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['few-photos', 'small-validation', 'small-test']))

  const seen: string[] = []
  client.on('tune.progressed', ({ progress }) => seen.push(progress.step))
  const { tuneId, jobId } = await client.call('tune.start', order)
  expect(await jobEnd(client, jobId)).toMatchObject({ kind: 'tune', state: 'done', error: null, progress: { done: 1000, total: 1000 } })
  expect([...new Set(seen)]).toEqual(expect.arrayContaining(['reading', 'training', 'measuring']))

  const { report, card } = await client.call('tune.report', { tuneId })
  expect(report).toMatchObject({ metric: 'top-1', measuredOn: 'test', photos: heldOut, before: null, skipped: [] })
  expect(report.after.value).toBe(1)
  expect(report.confusion.counts.map((row, at) => row[at]).reduce((sum, count) => (sum ?? 0) + (count ?? 0), 0)).toBe(heldOut)
  expect(new Set(report.labelNext.map(({ photoId }) => photoId))).toEqual(new Set([...unreviewed].map((name) => idOf.get(name))))
  expect(card).toMatchObject({ id: 'random_tuned', labels: [{ id: 0, name: 'red' }, { id: 1, name: 'green' }, { id: 2, name: 'blue' }] })
  expect(card.lineage).toMatchObject({ kind: 'tuned', madeFrom: { modelId: 'random' }, data: { trainPhotos: train, validationPhotos: validation, testPhotos: heldOut }, report: { metric: 'top-1', after: 1 } })
  expect(await client.call('tune.report-of-model', { modelId: 'random_tuned' })).toEqual(report)

  // The file that ONNX Runtime runs says what the head said while it was trained.
  const run = await client.call('run.start', { scope: { kind: 'filter', filter: {} }, modelIds: ['random_tuned'], redo: 'missing' })
  await jobEnd(client, run.jobId)
  const cards = await client.call('photo.cards', { photoIds: [...idOf.values()], minimumScore: 0 })
  const right = cards.filter(({ photo, answers }) => card.labels[answers[0]?.tags[0]?.index ?? -1]?.name === hueOf.get(photo.relativePath))
  expect(right.length).toBe(36)

  const again = await client.call('tune.start', order)
  expect(await jobEnd(client, again.jobId)).toMatchObject({ state: 'done' })
  const second = await client.call('tune.report', { tuneId: again.tuneId })
  expect(second.card.id).toBe('random_tuned_2')
  expect(second.card.sha256).toBe(card.sha256)
  const bytes = (id: string) => readFileSync(join(folder, 'models', id, 'model.onnx'))
  expect(bytes('random_tuned_2').equals(bytes('random_tuned'))).toBe(true)
}, 120_000)

test('a stopped training goes on to the bytes of one that never stopped, and its best can be kept', async () => {
  const folder = temporaryFolder()
  writeRandomClassifier(join(folder, 'resources'))
  const photos = join(folder, 'photos')
  const { client, engine } = await openEngine(folder)
  await labelByHue(client, photos, await writeNoisePhotos(photos, 10))
  const whole = await client.call('tune.start', longOrder)
  await jobEnd(client, whole.jobId)
  const { card } = await client.call('tune.report', { tuneId: whole.tuneId })

  /** Stops as soon as two epochs are stored. */
  async function startAndStop(stop: (jobId: number) => Promise<unknown>): Promise<number> {
    const { tuneId, jobId } = await client.call('tune.start', longOrder)
    await new Promise<void>((resolve, reject) => {
      const end = client.on('tune.progressed', (event) => {
        if (event.tuneId !== tuneId || event.progress.epochs.length < 2) return
        end()
        stop(jobId).then(() => resolve(), reject)
      })
    })
    return tuneId
  }

  const stopped = await startAndStop(async (jobId) => {
    await client.call('job.cancel', { jobId })
    expect(await jobEnd(client, jobId)).toMatchObject({ state: 'cancelled' })
  })
  const [entry] = await client.call('tune.list', {})
  expect(entry).toMatchObject({ id: stopped, state: 'stopped', modelId: null })
  expect(entry?.epochsDone).toBeGreaterThanOrEqual(2)
  const { jobId } = await client.call('tune.continue', { tuneId: stopped })
  expect(await jobEnd(client, jobId)).toMatchObject({ state: 'done', error: null })
  expect((await client.call('tune.report', { tuneId: stopped })).card.sha256).toBe(card.sha256)

  const kept = await startAndStop(async (job) => {
    await client.call('job.cancel', { jobId: job })
    await jobEnd(client, job)
  })
  const keeping = await client.call('tune.keep', { tuneId: kept })
  expect(await jobEnd(client, keeping.jobId)).toMatchObject({ state: 'done', error: null })
  const best = await client.call('tune.report', { tuneId: kept })
  expect(best.report.epochs.length).toBeLessThan((await client.call('tune.report', { tuneId: whole.tuneId })).report.epochs.length)

  // Closing in the middle interrupts; the next engine offers to go on.
  const interrupted = await startAndStop(() => engine.close())
  const { client: later } = await openEngine(folder)
  expect((await later.call('tune.list', {}))[0]).toMatchObject({ id: interrupted, state: 'interrupted' })
  const goOn = await later.call('tune.continue', { tuneId: interrupted })
  expect(await jobEnd(later, goOn.jobId)).toMatchObject({ state: 'done', error: null })
  expect((await later.call('tune.report', { tuneId: interrupted })).card.sha256).toBe(card.sha256)
  expect(readdirSync(join(folder, 'cache', 'tunes'))).toEqual([])
}, 180_000)

test('data that teach nothing are refused with what to do', async () => {
  const folder = temporaryFolder()
  writeRandomClassifier(join(folder, 'resources'))
  const { client } = await openEngine(folder)
  await expect(client.call('tune.start', order)).rejects.toMatchObject({ code: 'bad-input', message: 'There is no reviewed photo to learn from.' })
  await expect(client.call('tune.report', { tuneId: 1 })).rejects.toMatchObject({ code: 'not-found' })
  expect(await client.call('tune.list', {})).toEqual([])
})

test('classes a photo can have together are scored each by itself', async () => {
  const folder = temporaryFolder()
  writeRandomClassifier(join(folder, 'resources'))
  const photos = join(folder, 'photos')
  const { client } = await openEngine(folder)
  const hueOf = await writeNoisePhotos(photos, 10)
  const idOf = await labelByHue(client, photos, hueOf)
  const { id: warm } = await client.call('class.add', { name: 'warm' })
  for (const [name, photoId] of idOf) {
    if (hueOf.get(name) !== 'red') continue
    const label = { id: `warm-${name}`, classId: warm, geometry: { kind: 'tag' as const }, origin: { kind: 'person' as const }, locked: false, group: null, attributes: {} }
    await client.call('label.edit', { photoId, put: [label], remove: [], verdicts: [], reviewState: 'reviewed' })
  }
  // One class per photo: red photos have two and are left out.
  expect((await client.call('tune.preview', order)).photos.leftOut).toBe(10)
  const { tuneId, jobId } = await client.call('tune.start', { ...order, answer: 'many-classes', name: 'Hues' })
  expect(await jobEnd(client, jobId)).toMatchObject({ state: 'done', error: null })
  const { card, report } = await client.call('tune.report', { tuneId })
  expect(card).toMatchObject({ name: 'Hues', scores: 'sigmoid' })
  expect(report.metric).toBe('F1')
  expect(report.after.value).toBeGreaterThan(0.8)
  const run = await client.call('run.start', { scope: { kind: 'filter', filter: {} }, modelIds: [card.id], redo: 'missing' })
  await jobEnd(client, run.jobId)
  const [answered] = await client.call('photo.cards', { photoIds: [idOf.get('red-000.png') ?? 0], minimumScore: 0 })
  const names = answered?.answers[0]?.tags.filter(({ score }) => score >= 0.5).map(({ index }) => card.labels[index]?.name)
  expect(new Set(names)).toEqual(new Set(['red', 'warm']))
}, 60_000)

test('classes learnt beside the model’s own answer without taking its places', async () => {
  const folder = temporaryFolder()
  writeRandomClassifier(join(folder, 'resources'), ['blue', 'something', 'other'])
  const photos = join(folder, 'photos')
  const { client } = await openEngine(folder)
  await labelByHue(client, photos, await writeNoisePhotos(photos, 10))
  const { tuneId, jobId } = await client.call('tune.start', { ...order, kept: 'extend' })
  expect(await jobEnd(client, jobId)).toMatchObject({ state: 'done', error: null })
  const { card, report } = await client.call('tune.report', { tuneId })
  expect(card.labels.map(({ name }) => name)).toEqual(['blue', 'something', 'other', 'red', 'green'])
  // The parent knows "blue": there is a figure to compare with.
  expect(report.before).not.toBe(null)
  expect(report.gain?.value).toBeCloseTo(report.after.value - (report.before?.value ?? 0), 9)
}, 60_000)

test('a training that a killed engine left running is interrupted, and labels that changed since end it', async () => {
  const folder = temporaryFolder()
  writeRandomClassifier(join(folder, 'resources'))
  const photos = join(folder, 'photos')
  const { client, engine } = await openEngine(folder)
  const idOf = await labelByHue(client, photos, await writeNoisePhotos(photos, 10))
  await engine.close()
  const store = await openStore(join(folder, 'project.mobilabel'))
  const tunes = new TuneStore(store.connection)
  const tuneId = tunes.create(order, 1)
  tunes.setData(tuneId, '0'.repeat(64))
  store.close()
  const { client: later } = await openEngine(folder)
  expect((await later.call('tune.list', {}))[0]).toMatchObject({ id: tuneId, state: 'interrupted', order })
  await later.call('photo.set-review', { photoIds: [idOf.get('red-000.png') ?? 0], reviewState: 'unreviewed' })
  const { jobId } = await later.call('tune.continue', { tuneId })
  expect(await jobEnd(later, jobId)).toMatchObject({ state: 'failed', error: { message: 'Photos or labels changed since this training began.' } })
  await later.call('tune.discard', { tuneId })
  expect(await later.call('tune.list', {})).toEqual([])
}, 60_000)
