import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tuneOrder } from '#core/contract/tune'
import { createEngine } from '../engine'
import { localClient } from '../local-client'
import { jobEnd } from './job-end'

/*
 * A process of its own, as the app's engine: starts a training on FOLDER/project.mobilabel by FOLDER/order.json and prints "epochs N"
 * as they are stored, "end STATE" at last. It may be killed at any time.
 */
const [folder = '', workerPath = ''] = process.argv.slice(2)
const engine = await createEngine({
  projectPath: join(folder, 'project.mobilabel'),
  cachePath: join(folder, 'cache'),
  modelsPath: join(folder, 'models'),
  resourcesPath: join(folder, 'resources'),
  workerPath,
  workers: 1,
  appVersion: '0',
})
const client = localClient(engine)
const say = (text: string): void => void process.stdout.write(`${text}\n`)
client.on('tune.progressed', ({ progress }) => {
  if (progress.epochs.length > 0) say(`epochs ${progress.epochs.length}`)
})
const { jobId } = await client.call('tune.start', tuneOrder.parse(JSON.parse(readFileSync(join(folder, 'order.json'), 'utf8'))))
say(`end ${(await jobEnd(client, jobId)).state}`)
await engine.close()
