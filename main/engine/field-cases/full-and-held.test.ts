import { randomUUID } from 'node:crypto'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Job, JobId } from '#core/model/job'
import { createEngine } from '../engine'
import { localClient } from '../local-client'
import { editPhoto } from '../services/review/edit-photo'
import { openStore } from '../store/open-store'
import { writeColourPhotos } from '../testing/colour-photos'
import { listPhotos, openRunEngine } from '../testing/run-engine'
import { holdProject } from '../testing/hold-project'
import { jobEnd } from '../testing/job-end'
import { temporaryFolder } from '../testing/temporary-folder'
import { writeTinyModels } from '../testing/tiny-models'

const photoCount = 120
const modelIds = ['tiny-colour', 'tiny-brightness']
const workerPath = join(import.meta.dirname, '..', '..', '..', 'out', 'main', 'worker.js')

async function openAnnotating() {
  const folder = temporaryFolder()
  const names = await writeColourPhotos(join(folder, 'photos'), photoCount)
  const resourcesPath = join(folder, 'resources')
  writeTinyModels(resourcesPath)
  const projectPath = join(folder, 'a.mobilabel')
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
  return { engine, draw, start, answers, labels, check }
}

test('on a full disk a run and an edit say so, keep what is there, and go on once there is room', async () => {
  const { engine, draw, start, answers, labels, check } = await openAnnotating()
  const { store, jobs, handlers } = engine
  await draw(1)
  store.connection.pragma(`max_page_count = ${Number(store.connection.pragma('page_count')) + 8}`)
  const { jobId, runId } = await start()
  expect(await jobs.ended(jobId)).toMatchObject({ state: 'failed', error: { code: 'disk-full' } })
  expect(answers()).toBeLessThan(2 * photoCount)
  await expect(Promise.all(Array.from({ length: 20 }, (_value, index) => draw(1 + index)))).rejects.toMatchObject({ code: 'disk-full' })
  expect(check()).toBe('ok')
  const kept = labels()
  expect(kept).toBeGreaterThanOrEqual(1)

  store.connection.pragma('max_page_count = 1000000')
  const again = await handlers['run.continue']({ runId })
  expect(await jobs.ended(again.jobId)).toMatchObject({ state: 'done' })
  expect(answers()).toBe(2 * photoCount)
  expect(labels()).toBe(kept)
  await draw(2)
  expect(labels()).toBe((kept ?? 0) + 1)
  expect(check()).toBe('ok')
  await engine.close()
}, 60_000)

test('while another program holds the project, questions are answered; what had to wait is there once, and once it lets go', async () => {
  const folder = temporaryFolder()
  const photos = join(folder, 'photos')
  const names = await writeColourPhotos(photos, photoCount)
  const resourcesPath = join(folder, 'resources')
  writeTinyModels(resourcesPath)
  const projectPath = join(folder, 'a.mobilabel')
  const engine = await createEngine({ projectPath, cachePath: join(folder, 'cache'), resourcesPath, workerPath, workers: 2, appVersion: '0' })
  const { call, on } = localClient(engine)
  const ended = (jobId: JobId): Promise<Job> => jobEnd({ call, on }, jobId)
  const stateOf = async (jobId: JobId) => (await call('job.list', {})).find(({ id }) => id === jobId)?.state
  expect(await ended((await call('folder.add', { paths: [photos] })).jobId)).toMatchObject({ state: 'done' })
  const { id: classId } = await call('class.add', { name: 'thing' })
  const run = await call('run.start', { scope: { kind: 'filter', filter: {} }, modelIds, redo: 'missing' })
  await call('job.pause', { jobId: run.jobId })

  const other = await holdProject(projectPath)
  await call('job.resume', { jobId: run.jobId })
  cpSync(join(photos, names[0] ?? ''), join(photos, 'new.jpg'))
  const scan = await call('folder.rescan', {})
  const label = { id: randomUUID(), classId, geometry: { kind: 'box', x: 1, y: 1, width: 2, height: 2 }, origin: { kind: 'person' }, locked: false, group: null, attributes: {} } as const
  let isSaved = false
  const edits = [1, 3].map((width) => call('label.edit', { photoId: 1, put: [{ ...label, geometry: { ...label.geometry, width } }], remove: [], verdicts: [] }))
  const saved = Promise.all(edits).then(() => (isSaved = true))
  const settings = call('settings.set', { watchFolders: false })
  expect((await call('photo.file', { photoId: 2, variant: 'thumbnail' })).contentType).toMatch(/^image/u)
  expect((await call('photo.query', { filter: {}, sort: { by: 'name', direction: 'ascending' } })).ids).toHaveLength(photoCount)
  expect(await call('label.get', { photoId: 1 })).toMatchObject({ labels: [], reviewState: 'unreviewed' })
  expect([await stateOf(run.jobId), await stateOf(scan.jobId), isSaved]).toEqual(['running', 'running', false])

  await other.letGo()
  await Promise.all([saved, settings])
  expect(await ended(scan.jobId)).toMatchObject({ state: 'done' })
  expect(await ended(run.jobId)).toMatchObject({ state: 'done', progress: { failed: 0 } })
  expect((await call('photo.query', { filter: {}, sort: { by: 'name', direction: 'ascending' } })).ids).toHaveLength(photoCount + 1)
  expect((await call('label.get', { photoId: 1 })).labels).toMatchObject([{ id: label.id, geometry: { width: 3 } }])
  expect((await call('settings.get', {})).watchFolders).toBe(false)
  await engine.close()

  const store = await openStore(projectPath)
  const answers = store.connection.column<number>("SELECT count(*) FROM predictions WHERE status = 'done' GROUP BY photo_id, model_key")
  expect(answers).toEqual(Array.from({ length: answers.length }, () => 1))
  expect(store.connection.value('SELECT count(*) FROM run_items WHERE state <> 1')).toBe(0)
  expect(answers.length).toBe(store.connection.value('SELECT count(*) FROM run_items'))
  expect(answers.length).toBeGreaterThanOrEqual(2 * photoCount)
  expect(store.connection.value('PRAGMA integrity_check')).toBe('ok')
  store.close()
}, 60_000)
