import { join } from 'node:path'
import { createEngine } from '../engine'
import { localClient } from '../local-client'

/*
 * A process of its own, as the app's engine: takes FOLDER/photos into FOLDER/a.mobilabel, draws a box on each of its first 20
 * photos, and starts a run of MODELS (with commas) over everything, or goes on with the last one. Prints "found STATE" of that
 * run, "done N" after writes and "end STATE". It may be killed at any time.
 */
const [folder = '', resourcesPath = '', workerPath = '', models = ''] = process.argv.slice(2)
const engine = await createEngine({ projectPath: join(folder, 'a.mobilabel'), cachePath: join(folder, 'cache'), resourcesPath, workerPath, workers: 2, appVersion: '0' })
const { call, on } = localClient(engine)
const say = (text: string): void => void process.stdout.write(`${text}\n`)

function ended(jobId: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const consider = ({ id, state, endedAtMs }: { readonly id: number; readonly state: string; readonly endedAtMs: number | null }): void => {
      if (id !== jobId || endedAtMs === null) return
      stop()
      resolve(state)
    }
    const stop = on('job.changed', ({ job }) => consider(job))
    call('job.list', {}).then((jobs) => jobs.forEach(consider), reject)
  })
}

async function prepare(): Promise<void> {
  await ended((await call('folder.add', { paths: [join(folder, 'photos')] })).jobId)
  const { id: classId } = await call('class.add', { name: 'thing' })
  const { ids } = await call('photo.query', { filter: {}, sort: { by: 'name', direction: 'ascending' } })
  for (const [index, photoId] of ids.subarray(0, 20).entries()) {
    const geometry = { kind: 'box', x: index, y: 1, width: 10, height: 20 } as const
    const label = { id: `box ${index}`, classId, geometry, origin: { kind: 'person' }, locked: false, group: null, attributes: {} } as const
    await call('label.edit', { photoId, put: [label], remove: [], verdicts: [], reviewState: index % 2 === 0 ? 'reviewed' : 'in-progress' })
  }
}

const [last] = await call('run.list', {})
say(`found ${last?.state ?? 'nothing'}`)
if (last === undefined) await prepare()
on('photo.predicted', () => {
  call('run.list', {}).then(
    ([run]) => say(`done ${run?.done ?? 0}`),
    (error: unknown) => say(String(error)),
  )
})
const { jobId } =
  last === undefined
    ? await call('run.start', { scope: { kind: 'filter', filter: {} }, modelIds: models.split(','), redo: 'missing' })
    : await call('run.continue', { runId: last.id })
say(`end ${await ended(jobId)}`)
await engine.close()
