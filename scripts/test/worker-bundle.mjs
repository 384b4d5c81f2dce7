import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { buildWorker, workerEntry } from '../build/build-worker.mjs'
import { locations } from '../setup/locations.mjs'

/** Before all unit tests: the bundle that tests of the worker pool start. */
export async function setup() {
  const places = locations(process.env)
  if (existsSync(join(places.project, workerEntry))) await buildWorker(places)
}
