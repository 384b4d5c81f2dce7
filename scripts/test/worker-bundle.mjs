import { buildWorker } from '../build/build-worker.mjs'
import { locations } from '../setup/locations.mjs'

/** Before all unit tests: the bundle that tests of the worker pool start. */
export async function setup() {
  await buildWorker(locations(process.env))
}
