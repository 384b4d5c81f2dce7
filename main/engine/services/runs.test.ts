import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished, describe, expect, test } from 'vitest'
import type { Job } from '#core/model/job'
import { colourJpeg, writeColourPhotos } from '../testing/colour-photos'
import { listPhotos, openRunEngine, type RunEngine } from '../testing/run-engine'
import { temporaryFolder } from '../testing/temporary-folder'
import { writeTinyModels } from '../testing/tiny-models'

const everything = { kind: 'filter', filter: {} } as const
const workerPath = join(import.meta.dirname, '..', '..', '..', 'out', 'main', 'worker.js')

interface Bench {
  readonly engine: RunEngine
  readonly photos: string
  readonly names: readonly string[]
}

async function engineWith(count: number, script = workerPath): Promise<Bench> {
  const folder = temporaryFolder()
  const photos = join(folder, 'photos')
  const names = await writeColourPhotos(photos, count)
  writeTinyModels(join(folder, 'resources'))
  const engine = await openRunEngine({
    projectPath: join(folder, 'project.mobilabel'),
    cachePath: join(folder, 'cache'),
    resourcesPath: join(folder, 'resources'),
    workerPath: script,
    workers: 2,
    appVersion: '0',
  })
  onTestFinished(async () => {
    await engine.close()
    expect(engine.faults).toEqual([])
  })
  listPhotos(engine, photos, names)
  return { engine, photos, names }
}

async function runToEnd({ engine }: Bench, modelIds: string[], redo: 'missing' | 'failed' | 'all' = 'missing'): Promise<{ runId: number; job: Job }> {
  const { runId, jobId } = await engine.handlers['run.start']({ scope: everything, modelIds, redo })
  return { runId, job: await engine.jobs.ended(jobId) }
}

function runOf(engine: RunEngine, runId: number) {
  return engine.handlers['run.list']().find(({ id }) => id === runId)
}

describe('a run', () => {
  test('without a worker that starts fails as a whole and blames no photo', async () => {
    const bench = await engineWith(3, join(temporaryFolder(), 'missing.js'))
    const { runId, job } = await runToEnd(bench, ['tiny-colour'])
    expect(job).toMatchObject({ state: 'failed', error: { code: 'engine-stopped' } })
    expect(runOf(bench.engine, runId)).toMatchObject({ state: 'interrupted', done: 0, failed: 0 })
    expect(bench.engine.store.answers.forPhotos([1, 2, 3], 0).size).toBe(0)
  })

  test('answers every photo with every model, and stores what lists and filters need', async () => {
    const bench = await engineWith(6)
    const predicted = new Set<number>()
    bench.engine.on('photo.predicted', ({ photoIds }) => photoIds.forEach((id) => predicted.add(id)))
    const { runId, job } = await runToEnd(bench, ['tiny-colour', 'tiny-brightness'])
    expect(job).toMatchObject({ state: 'done', runId, progress: { done: 12, total: 12, failed: 0 } })
    expect(runOf(bench.engine, runId)).toMatchObject({ state: 'done', modelIds: ['tiny-colour', 'tiny-brightness'], total: 12, done: 12, failed: 0 })
    expect([...predicted].sort()).toEqual([1, 2, 3, 4, 5, 6])

    const answers = bench.engine.store.answers.forPhotos([1, 2, 3], 0)
    // Channels of pure red are 1, -1, -1 after normalisation; ten times that through a softmax leaves 1 / (1 + 2 e^-20).
    for (const [photoId, index] of [[1, 0], [2, 1], [3, 2]] as const) {
      const ofPhoto = answers.get(photoId) ?? []
      expect(ofPhoto).toHaveLength(2)
      const [colour, brightness] = ['tiny-colour', 'tiny-brightness'].map((id) => ofPhoto.find(({ modelId }) => modelId === id))
      expect(colour).toMatchObject({ modelId: 'tiny-colour', status: 'done', current: true, tags: [{ index }, {}, {}] })
      expect(colour?.tags[0]?.score).toBeCloseTo(1, 4)
      // 1 - 1 - 1 is below zero: all background.
      expect(brightness).toMatchObject({ modelId: 'tiny-brightness', hasMask: true, areas: [{ index: 0, fraction: 1 }] })
    }
    expect(bench.engine.store.query.ids({ labels: ['green'], scoreAtLeast: 0.5 }, { by: 'added', direction: 'ascending' })).toEqual(Int32Array.of(2, 5))
    expect(bench.engine.store.query.ids({ labels: ['background'] }, { by: 'added', direction: 'ascending' })).toHaveLength(0)
    const [first] = bench.engine.store.photos.byIds([1])
    expect(first).toMatchObject({ state: 'present', format: 'jpeg', width: 64, height: 48 })
  })

  test('counts what is pending and does only that', async () => {
    const bench = await engineWith(4)
    const { engine, photos, names } = bench
    await runToEnd(bench, ['tiny-colour'])
    const preview = { scope: everything, modelIds: ['tiny-colour', 'tiny-brightness'] }
    expect(await engine.handlers['run.preview'](preview)).toEqual({ photos: 4, pending: 4 })
    const second = await runToEnd(bench, ['tiny-colour', 'tiny-brightness'])
    expect(second.job.progress).toMatchObject({ done: 4, total: 4 })
    expect((await runToEnd(bench, ['tiny-colour'], 'all')).job.progress.total).toBe(4)
    // Other bytes: the scan will see another hash, and the old answer is about another picture.
    writeFileSync(join(photos, names[0] ?? ''), await colourJpeg('blue'))
    const all = await runToEnd(bench, ['tiny-colour'], 'all')
    expect(all.job.state).toBe('done')
    expect(engine.store.answers.forPhotos([1], 0).get(1)).toContainEqual(expect.objectContaining({ modelId: 'tiny-colour', current: true, tags: [expect.objectContaining({ index: 2 }), expect.anything(), expect.anything()] }))
    expect(engine.store.photos.byIds([1])[0]?.bytes).toBe(readFileSync(join(photos, names[0] ?? '')).length)
    expect(await engine.handlers['run.preview'](preview)).toEqual({ photos: 4, pending: 1 })
  })

  test('goes on past damaged and missing photos, tells why, and retries only those', async () => {
    const bench = await engineWith(10)
    const { engine, photos, names } = bench
    const path = (number: number): string => join(photos, names[number - 1] ?? '')
    const whole = readFileSync(path(4))
    truncateSync(path(4), Math.round(whole.length * 0.6))
    rmSync(path(9))
    const { runId, job } = await runToEnd(bench, ['tiny-colour'])
    expect(job).toMatchObject({ state: 'done', progress: { done: 10, failed: 2 } })
    const { total, failures } = engine.handlers['run.failures']({ runId, offset: 0, limit: 10 })
    expect(total).toBe(2)
    expect(failures).toMatchObject([
      { photoId: 4, relativePath: names[3], modelId: 'tiny-colour', code: 'image-damaged' },
      { photoId: 9, relativePath: names[8], modelId: 'tiny-colour', code: 'not-found' },
    ])
    expect(failures[0]?.reason).toMatch(/truncated/)
    expect(failures[1]?.reason).toMatch(/photo-0008\.jpg.*(gone|not there)/)
    expect(engine.store.photos.byIds([4, 9]).map(({ state }) => state)).toEqual(['damaged', 'missing'])

    writeFileSync(path(4), whole)
    const madeBefore = engine.store.connection.column<number>('SELECT prediction_id FROM predictions WHERE photo_id NOT IN (4, 9) ORDER BY 1')
    const again = await engine.handlers['run.retry-failed']({ runId })
    expect((await engine.jobs.ended(again.jobId)).progress).toMatchObject({ done: 10, failed: 1 })
    expect(engine.store.photos.byIds([4])[0]?.state).toBe('present')
    expect(engine.store.connection.column<number>('SELECT prediction_id FROM predictions WHERE photo_id NOT IN (4, 9) ORDER BY 1')).toEqual(madeBefore)
    expect(engine.handlers['run.failures']({ runId, offset: 0, limit: 10 }).failures.map(({ photoId }) => photoId)).toEqual([9])
  })

  test('a failure is an answer for "missing" and work for "failed"; an answer outlives a drive that is away', async () => {
    const bench = await engineWith(3)
    await runToEnd(bench, ['tiny-colour'])
    rmSync(join(bench.photos, bench.names[0] ?? ''))
    const redone = await runToEnd(bench, ['tiny-colour'], 'all')
    expect(redone.job.progress).toMatchObject({ done: 3, failed: 1 })
    expect(bench.engine.store.answers.forPhotos([1], 0).get(1)?.[0]).toMatchObject({ status: 'done', tags: [{ index: 0 }, {}, {}] })

    const fresh = await runToEnd(bench, ['tiny-brightness'])
    expect(fresh.job.progress).toMatchObject({ total: 3, failed: 1 })
    expect((await runToEnd(bench, ['tiny-brightness'])).job.progress.total).toBe(0)
    expect((await runToEnd(bench, ['tiny-brightness'], 'failed')).job.progress).toMatchObject({ total: 1, failed: 1 })
  })

  test('cancel stops soon, keeps what is done, and the run can go on', async () => {
    const bench = await engineWith(300)
    const { engine } = bench
    const { runId, jobId } = await engine.handlers['run.start']({ scope: everything, modelIds: ['tiny-colour'], redo: 'missing' })
    await new Promise<void>((resolve) => {
      engine.on('photo.predicted', () => resolve())
    })
    engine.handlers['job.cancel']({ jobId })
    expect((await engine.jobs.ended(jobId)).state).toBe('cancelled')
    const cancelled = runOf(engine, runId)
    expect(cancelled).toMatchObject({ state: 'cancelled', total: 300 })
    expect(cancelled?.done).toBeGreaterThan(0)
    expect(cancelled?.done).toBeLessThan(300)
    expect(engine.store.connection.value('SELECT count(*) FROM run_in_hand')).toBe(0)
    const on = await engine.handlers['run.continue']({ runId })
    expect((await engine.jobs.ended(on.jobId)).progress).toMatchObject({ done: 300, failed: 0 })
    expect(engine.store.connection.value('SELECT count(*) FROM predictions')).toBe(300)
    await expect(engine.handlers['run.continue']({ runId })).rejects.toThrow('nothing left')
  })

  test('pause holds it with nothing in hand, resume ends it', async () => {
    const bench = await engineWith(300)
    const { engine } = bench
    const { runId, jobId } = await engine.handlers['run.start']({ scope: everything, modelIds: ['tiny-colour'], redo: 'missing' })
    await new Promise<void>((resolve) => {
      engine.on('photo.predicted', () => resolve())
    })
    engine.handlers['job.pause']({ jobId })
    await expect.poll(() => runOf(engine, runId)?.state).toBe('paused')
    const { done } = runOf(engine, runId) ?? { done: 0 }
    expect(done).toBeLessThan(300)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(runOf(engine, runId)).toMatchObject({ state: 'paused', done })
    expect(engine.store.connection.value('SELECT count(*) FROM run_in_hand')).toBe(0)
    engine.handlers['job.resume']({ jobId })
    expect(await engine.jobs.ended(jobId)).toMatchObject({ state: 'done', progress: { done: 300 } })
    expect(runOf(engine, runId)).toMatchObject({ state: 'done', done: 300 })
  })

  test('runs wait for each other; one that is cancelled before its turn does nothing', async () => {
    const bench = await engineWith(50)
    const { engine } = bench
    const start = (modelId: string) => engine.handlers['run.start']({ scope: everything, modelIds: [modelId], redo: 'missing' })
    const first = await start('tiny-colour')
    const second = await start('tiny-brightness')
    const third = await start('tiny-brightness')
    expect(engine.jobs.list().map(({ state }) => state)).toEqual(['queued', 'queued', 'running'])
    engine.handlers['job.cancel']({ jobId: second.jobId })
    expect((await engine.jobs.ended(first.jobId)).state).toBe('done')
    expect((await engine.jobs.ended(second.jobId)).state).toBe('cancelled')
    expect((await engine.jobs.ended(third.jobId)).progress.done).toBe(50)
    expect(runOf(engine, second.runId)).toMatchObject({ state: 'cancelled', done: 0 })
  })
})

describe('models', () => {
  test('are listed with what is known of them; a changed file cannot be used', async () => {
    const bench = await engineWith(3)
    const { engine } = bench
    expect(await engine.handlers['model.list']()).toMatchObject([
      { card: { id: 'tiny-colour' }, usable: true, problem: null, predictedPhotos: 0, photoMs: null },
      { card: { id: 'tiny-brightness' }, usable: true },
    ])
    await runToEnd(bench, ['tiny-colour'])
    const [colour] = await engine.handlers['model.list']()
    expect(colour?.predictedPhotos).toBe(3)
    expect(colour?.photoMs).toBeGreaterThan(0)

    const file = join(bench.photos, '..', 'resources', 'models', 'tiny-brightness.onnx')
    writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.from([0])]))
    const [, changed] = await engine.handlers['model.list']()
    expect(changed).toMatchObject({ usable: false })
    expect(changed?.problem).toMatch(/was changed/)
    await expect(runToEnd(bench, ['tiny-brightness'])).rejects.toThrow('cannot be used')
    await expect(runToEnd(bench, ['nothing'])).rejects.toThrow('no model "nothing"')
  })
})
