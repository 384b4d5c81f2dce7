import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { listPhotos, openRunEngine } from './run-engine'

/*
 * A process of its own that starts a run over FOLDER/photos, or goes on with the last one, prints one line per write
 * ("done N") and at the end ("end STATE"). It may be killed at any time.
 */
const [folder = '', workerPath = ''] = process.argv.slice(2)
const engine = await openRunEngine({
  projectPath: join(folder, 'project.mobilabel'),
  cachePath: join(folder, 'cache'),
  resourcesPath: join(folder, 'resources'),
  workerPath,
  workers: 2,
  appVersion: '0',
})
const say = (text: string): void => void process.stdout.write(`${text}\n`)
const { handlers, jobs, store } = engine
engine.on('photo.predicted', () => say(`done ${handlers['run.list']()[0]?.done ?? 0}`))
if (store.photos.count() === 0) listPhotos(engine, join(folder, 'photos'), readdirSync(join(folder, 'photos')).sort())
const [last] = handlers['run.list']()
say(`found ${last?.state ?? 'nothing'}`)
const models = ['tiny-colour', 'tiny-brightness']
const { jobId } =
  last === undefined
    ? await handlers['run.start']({ scope: { kind: 'filter', filter: {} }, modelIds: models, redo: 'missing' })
    : await handlers['run.continue']({ runId: last.id })
say(`end ${(await jobs.ended(jobId)).state}`)
await engine.close()
