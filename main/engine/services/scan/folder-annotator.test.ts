import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createEngine } from '../../engine'
import { localClient } from '../../local-client'
import { openStore } from '../../store/open-store'
import { jobEnd } from '../../testing/job-end'
import { createSniffingPool } from '../../testing/sniffing-pool'
import { temporaryFolder } from '../../testing/temporary-folder'
import { writeTinyModels } from '../../testing/tiny-models'
import { tinyPng, writeFiles } from '../../testing/tiny-png'

const place = () => {
  const folder = temporaryFolder()
  writeTinyModels(join(folder, 'resources'))
  writeFiles(join(folder, 'photos'), { '1.png': tinyPng(1), '2.png': tinyPng(2), '3.png': tinyPng(3) })
  return { folder, photos: join(folder, 'photos'), projectPath: join(folder, 'a.mobilabel') }
}

async function open({ folder, projectPath }: ReturnType<typeof place>) {
  const pool = createSniffingPool()
  const engine = await createEngine({ projectPath, cachePath: join(folder, 'cache'), resourcesPath: join(folder, 'resources'), workerPath: '', appVersion: '0' }, pool)
  onTestFinished(() => engine.close())
  const client = localClient(engine)
  const runs = async (): Promise<number> => (await client.call('run.list', {})).length
  /** Resolves once a run has been started. */
  const started = new Promise<void>((resolve) => {
    client.on('job.changed', ({ job }) => {
      if (job.kind === 'run') resolve()
    })
  })
  return { engine, client, pool, runs, started }
}

test('what was asked for with paths follows their scan, once', async () => {
  const at = place()
  const { client, started, runs, engine } = await open(at)
  const { jobId } = await client.call('folder.annotate', { paths: [at.photos] })
  expect(await jobEnd(client, jobId)).toMatchObject({ state: 'done' })
  await started
  expect(await runs()).toBe(1)
  const { jobId: again } = await client.call('folder.rescan', {})
  await jobEnd(client, again)
  await engine.close()
  const store = await openStore(at.projectPath)
  expect(store.annotateWishes.all()).toEqual([])
  expect(store.connection.value('SELECT count(*) FROM runs')).toBe(1)
  store.close()
})

test('it follows also when the engine died while it scanned', async () => {
  const at = place()
  const killed = await openStore(at.projectPath)
  const folderId = killed.folders.add(at.photos, 1)
  killed.annotateWishes.add([folderId])
  killed.scans.begin(folderId, 1)
  killed.close()
  const { started, client } = await open(at)
  await started
  expect(await client.call('run.list', {})).toHaveLength(1)
  expect((await client.call('photo.query', { filter: { folderId }, sort: { by: 'name', direction: 'ascending' } })).ids).toHaveLength(3)
})

test('it follows after a scan that was cut off by closing, and never after one that was cancelled', async () => {
  const at = place()
  const first = await open(at)
  const probing = new Promise<void>((resolve) => {
    first.pool.beforeProbe = () => {
      resolve()
      return new Promise((release) => setTimeout(release))
    }
  })
  await first.client.call('folder.annotate', { paths: [at.photos] })
  await probing
  await first.engine.close()

  const second = await open(at)
  await second.started
  expect(await second.runs()).toBe(1)

  writeFiles(at.photos, { '4.png': tinyPng(4) })
  const probingAgain = new Promise<() => void>((resolve) => {
    second.pool.beforeProbe = () => new Promise((release) => resolve(release))
  })
  const { jobId } = await second.client.call('folder.annotate', { paths: [at.photos] })
  const release = await probingAgain
  await second.client.call('job.cancel', { jobId })
  release()
  expect(await jobEnd(second.client, jobId)).toMatchObject({ state: 'cancelled' })
  expect(await second.client.call('project.check', {})).toMatchObject({ ok: true })
  await second.engine.close()
  const store = await openStore(at.projectPath)
  expect(store.annotateWishes.all()).toEqual([])
  expect(store.connection.value('SELECT count(*) FROM runs')).toBe(1)
  store.close()
})
