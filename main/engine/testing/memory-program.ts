import { join } from 'node:path'
import { createEngine } from '../engine'
import { localClient } from '../local-client'

/*
 * A process of its own: the engine with the models of RESOURCES takes FOLDER/photos, makes its thumbnails and views, runs all
 * models over it and prints one line of JSON: the most memory it ever held, and what became of each photo.
 */
const [folder = '', resourcesPath = '', workerPath = ''] = process.argv.slice(2)
const engine = await createEngine({ projectPath: join(folder, 'a.mobilabel'), cachePath: join(folder, 'cache'), resourcesPath, workerPath, workers: 2, appVersion: '0' })
const { call, on } = localClient(engine)

function ended(jobId: number): Promise<void> {
  return new Promise((resolve) => {
    const stop = on('job.changed', ({ job }) => {
      if (job.id !== jobId || job.endedAtMs === null) return
      stop()
      resolve()
    })
  })
}

await ended((await call('folder.add', { paths: [join(folder, 'photos')] })).jobId)
const { ids } = await call('photo.query', { filter: { photoState: 'present' }, sort: { by: 'name', direction: 'ascending' } })
for (const photoId of ids) for (const variant of ['thumbnail', 'view'] as const) await call('photo.file', { photoId, variant })
const models = await call('model.list', {})
const { jobId } = await call('run.start', { scope: { kind: 'filter', filter: {} }, modelIds: models.map(({ card }) => card.id), redo: 'missing' })
await ended(jobId)
const all = await call('photo.query', { filter: {}, sort: { by: 'name', direction: 'ascending' } })
const cards = await call('photo.cards', { photoIds: [...all.ids], minimumScore: 0 })
const photos = cards.map(({ photo, answers }) => ({
  path: photo.relativePath,
  state: photo.state,
  size: `${photo.width} x ${photo.height}`,
  reason: photo.reason,
  answers: answers.map(({ status, reason }) => reason ?? status),
}))
await engine.close()
process.stdout.write(`${JSON.stringify({ peakBytes: process.resourceUsage().maxRSS * 1024, photos })}\n`)
