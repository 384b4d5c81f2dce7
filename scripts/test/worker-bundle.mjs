import { buildPhonePage } from '../build/build-phone-page.mjs'
import { buildWorker } from '../build/build-worker.mjs'
import { locations } from '../setup/locations.mjs'

/** Before all unit tests: the bundles of the engine's threads and the page for phones, which tests start and serve. */
export async function setup() {
  const places = locations(process.env)
  await buildWorker(places)
  await buildPhonePage(places)
}
