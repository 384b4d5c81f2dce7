import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { editPhoto } from '../services/review/edit-photo'
import { writeColourPhotos } from '../testing/colour-photos'
import { listPhotos, openRunEngine } from '../testing/run-engine'
import { runScript } from '../testing/run-script'
import { temporaryFolder } from '../testing/temporary-folder'
import { writeTinyModels } from '../testing/tiny-models'

const photoCount = 120
const modelIds = ['tiny-colour', 'tiny-brightness']
const heldMs = 10_000

/** Another program that begins to write to the project and takes its time. */
const holder = `
  const D = require('better-sqlite3'); const d = new D(process.argv[1]);
  d.exec('BEGIN IMMEDIATE'); console.log('held'); setTimeout(() => { d.exec('COMMIT'); d.close() }, Number(process.argv[2]))`

async function openAnnotating() {
  const folder = temporaryFolder()
  const names = await writeColourPhotos(join(folder, 'photos'), photoCount)
  const resourcesPath = join(folder, 'resources')
  writeTinyModels(resourcesPath)
  const projectPath = join(folder, 'a.mobilabel')
  const workerPath = join(import.meta.dirname, '..', '..', '..', 'out', 'main', 'worker.js')
  const options = { projectPath, cachePath: join(folder, 'cache'), resourcesPath, workerPath, workers: 2, appVersion: '0' }
  const engine = await openRunEngine(options)
  listPhotos(engine, join(folder, 'photos'), names)
  const { store, handlers } = engine
  const classId = store.classes.add({ name: 'thing', color: '#000000', key: null })
  const draw = (photoId: number) => {
    const geometry = { kind: 'box', x: 1, y: 1, width: 2, height: 2 } as const
    const label = { id: randomUUID(), classId, geometry, origin: { kind: 'person' }, locked: false, group: null, attributes: { note: 'n'.repeat(20_000) } } as const
    return editPhoto(store, { photoId, put: [label], remove: [], verdicts: [] }, 1)
  }
  const start = () => handlers['run.start']({ scope: { kind: 'filter', filter: {} }, modelIds, redo: 'missing' })
  const answers = () => store.connection.value<number>("SELECT count(*) FROM predictions WHERE status = 'done'")
  const labels = () => store.connection.value<number>('SELECT count(*) FROM labels')
  const check = () => store.connection.value('PRAGMA integrity_check')
  return { engine, projectPath, draw, start, answers, labels, check }
}

test('on a full disk a run and an edit say so, keep what is there, and go on once there is room', async () => {
  const { engine, draw, start, answers, labels, check } = await openAnnotating()
  const { store, jobs, handlers } = engine
  draw(1)
  store.connection.pragma(`max_page_count = ${Number(store.connection.pragma('page_count')) + 8}`)
  const { jobId, runId } = await start()
  expect(await jobs.ended(jobId)).toMatchObject({ state: 'failed', error: { code: 'disk-full' } })
  expect(answers()).toBeLessThan(2 * photoCount)
  expect(() => Array.from({ length: 20 }, (_value, index) => draw(1 + index))).toThrow(expect.objectContaining({ code: 'disk-full' }) as Error)
  expect(check()).toBe('ok')
  const kept = labels()
  expect(kept).toBeGreaterThanOrEqual(1)

  store.connection.pragma('max_page_count = 1000000')
  const again = await handlers['run.continue']({ runId })
  expect(await jobs.ended(again.jobId)).toMatchObject({ state: 'done' })
  expect(answers()).toBe(2 * photoCount)
  expect(labels()).toBe(kept)
  draw(2)
  expect(labels()).toBe((kept ?? 0) + 1)
  expect(check()).toBe('ok')
  await engine.close()
}, 60_000)

test('a write lock that another program holds for ten seconds is waited for, and neither answers nor edits are lost', async () => {
  const { engine, projectPath, draw, start, answers, labels, check } = await openAnnotating()
  const { jobId } = await start()
  const other = runScript(holder, projectPath, String(heldMs))
  expect(await other.line()).toBe('held')
  draw(1)
  expect(await engine.jobs.ended(jobId)).toMatchObject({ state: 'done', progress: { failed: 0 } })
  await other.ended
  expect(answers()).toBe(2 * photoCount)
  expect(labels()).toBe(1)
  expect(check()).toBe('ok')
  await engine.close()
}, 60_000)
