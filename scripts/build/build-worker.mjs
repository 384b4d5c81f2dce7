import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readText, writeWhole } from '../setup/small-files.mjs'
import { bundleForNode } from './bundle-for-node.mjs'
import { sourceState } from './source-state.mjs'

const entry = 'main/engine/runtime/worker.ts'
const result = 'main/worker.js'

/**
 * Makes out/main/worker.js alone, for code that starts workers without a build of the whole app.
 * @param {import('../setup/locations.mjs').Locations} places
 * @returns {Promise<void>}
 */
export async function buildWorker(places) {
  if (!existsSync(join(places.project, entry))) return
  const stamp = join(places.output, 'worker-built-from')
  const state = sourceState(places.project, ['core', 'main/engine', 'package-lock.json'])
  if (existsSync(join(places.output, result)) && readText(stamp) === state) return
  await bundleForNode(places, join(places.project, entry), result)
  writeWhole(stamp, state)
}
