import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { outputTail, runCommand } from '../setup/run-command.mjs'
import { SetupError } from '../setup/setup-error.mjs'
import { removeTree, writeWhole } from '../setup/small-files.mjs'
import { builderConfiguration } from './builder-configuration.mjs'
import { builderTools } from './builder-tools.mjs'

/**
 * Runs electron-builder for this system: an unpacked folder on Linux, an installer on Windows and macOS.
 * @param {import('../setup/locations.mjs').Locations} places
 * @param {import('../setup/progress.mjs').Progress} progress
 * @returns {Promise<string>} the folder that holds the results
 */
export async function runBuilder(places, progress) {
  const builder = await builderTools(places, progress)
  const step = progress.step('Package')
  step.working('putting the app together')
  const output = join(places.project, 'dist')
  removeTree(output)
  mkdirSync(output)
  const configuration = join(output, 'electron-builder.json')
  writeWhole(configuration, JSON.stringify(builderConfiguration(places), null, 2))
  const result = await runCommand(
    process.execPath,
    [builder, '--publish', 'never', '--projectDir', places.project, '--config', configuration],
    { cwd: places.project, onLine: step.detail },
  )
  if (result.status !== 0) {
    throw new SetupError(
      `electron-builder failed:\n${outputTail(result, 30)}`,
      'Compare packaging/electron-builder.mjs with the message.',
    )
  }
  step.done(output)
  return output
}
