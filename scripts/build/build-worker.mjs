import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readText, writeWhole } from '../setup/small-files.mjs'
import { bundleForNode } from './bundle-for-node.mjs'
import { sourceState } from './source-state.mjs'

/** Scripts of the engine's threads, and what they are built to. */
const threads = new Map([
  ['main/engine/runtime/worker.ts', 'main/worker.js'],
  ['main/engine/services/bundle/bundle-thread.ts', 'main/worker-bundle.js'],
  ['main/engine/services/review/class-change-thread.ts', 'main/worker-classes.js'],
  ['main/engine/services/quantize/quantize-thread.ts', 'main/worker-quantize.js'],
  ['main/engine/services/evaluate/evaluate-thread.ts', 'main/worker-evaluate.js'],
  ['main/engine/services/tune/tune-thread.ts', 'main/worker-tune.js'],
  ['main/engine/services/import-model/import-thread.ts', 'main/worker-import.js'],
])

/**
 * Makes the scripts of the engine's threads in out/main alone, for code that starts them without a build of the whole app.
 * @param {import('../setup/locations.mjs').Locations} places
 * @returns {Promise<void>}
 */
export async function buildWorker(places) {
  const stamp = join(places.output, 'worker-built-from')
  const state = sourceState(places.project, ['core', 'main/engine', 'package-lock.json'])
  const isBuilt = [...threads.values()].every((result) => existsSync(join(places.output, result)))
  if (isBuilt && readText(stamp) === state) return
  for (const [entry, result] of threads) await bundleForNode(places, join(places.project, entry), result)
  writeWhole(stamp, state)
}
