import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { withProcessLock } from '../setup/process-lock.mjs'
import { outputTail, runCommand } from '../setup/run-command.mjs'
import { SetupError } from '../setup/setup-error.mjs'
import { readText, removeTree, writeWhole } from '../setup/small-files.mjs'
import { buildPhonePage } from './build-phone-page.mjs'
import { sourceState } from './source-state.mjs'

const inputs = ['core', 'main', 'renderer', 'resources', 'electron.vite.config.ts', 'package.json', 'package-lock.json']

const results = [
  'main/app.js', 'main/engine.js', 'main/worker.js', 'main/worker-classes.js', 'main/worker-quantize.js', 'main/worker-tune.js', 'main/worker-import.js', 'main/worker-bundle.js', 'main/cli.js', 'preload/preload.cjs', 'renderer/index.html', 'phone-page/index.html',
]

/**
 * Builds the app into out/, unless what is there was built from the very same files.
 * @param {import('../setup/locations.mjs').Locations} places
 * @param {import('../setup/progress.mjs').Progress} progress
 * @returns {Promise<void>} rejects with a SetupError that carries the builder's message
 */
export async function buildApp(places, progress) {
  await withProcessLock(join(places.lockFolder, 'build.lock'), progress, async () => {
    const step = progress.step('Build')
    const stamp = join(places.output, 'built-from')
    const state = sourceState(places.project, inputs)
    if (readText(stamp) !== state || missingResults(places).length > 0) {
      step.working('building the app')
      removeTree(stamp)
      await build(places, step)
      writeWhole(stamp, state)
      step.done('built into out/')
    } else step.done('up to date')
  })
}

/**
 * @param {import('../setup/locations.mjs').Locations} places
 * @param {import('../setup/progress.mjs').StepProgress} step
 */
async function build(places, step) {
  const builder = join(places.modules, 'electron-vite', 'bin', 'electron-vite.js')
  const result = await runCommand(process.execPath, [builder, 'build', '--logLevel', 'warn'], {
    cwd: places.project,
    onLine: step.detail,
  })
  if (result.status !== 0) {
    throw new SetupError(`The app could not be built:\n${outputTail(result, 40)}`, 'Correct the source and start again.')
  }
  await buildPhonePage(places)
  const missing = missingResults(places)
  if (missing.length > 0) {
    throw new SetupError(`The build did not make ${missing.join(', ')}.`, 'Compare electron.vite.config.ts with the list.')
  }
}

/** @param {import('../setup/locations.mjs').Locations} places */
function missingResults(places) {
  return results.filter((name) => !existsSync(join(places.output, name)))
}
