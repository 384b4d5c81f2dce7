import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { outputTail, runNpm } from '../setup/run-command.mjs'
import { runInForeground } from '../setup/run-in-foreground.mjs'
import { SetupError } from '../setup/setup-error.mjs'
import { removeTree, writeWhole } from '../setup/small-files.mjs'
import { resultOfExit } from './long-check.mjs'

const version = '24.21.0'
/** Node's own builds as npm packages, by platform. */
const builtFor = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64']

/** @type {import('./long-check.mjs').LongCheck} */
export const newerNode = {
  name: 'node-24',
  title: `Unit tests on Node ${version}`,
  async run(places, progress) {
    const platform = `${process.platform}-${process.arch}`
    if (!builtFor.includes(platform)) return { kind: 'skipped', reason: `there is no Node package for ${platform}` }
    const program = await install(places, progress, `node-${platform}`)
    const vitest = join(places.modules, 'vitest', 'vitest.mjs')
    return resultOfExit(await runInForeground(program, [vitest, 'run'], { cwd: places.project }))
  },
}

/**
 * Puts the package into the cache folder where it is not yet.
 * @param {import('../setup/locations.mjs').Locations} places
 * @param {import('../setup/progress.mjs').Progress} progress
 * @param {string} name
 * @returns {Promise<string>} the path of its Node
 */
async function install(places, progress, name) {
  const folder = join(places.cache, `${name}-${version}`)
  const stamp = join(folder, 'complete')
  const step = progress.step(`Node ${version}`)
  if (!existsSync(stamp)) {
    step.working('installing')
    removeTree(folder)
    mkdirSync(folder, { recursive: true })
    writeWhole(join(folder, 'package.json'), '{ "private": true }\n')
    const result = await runNpm(['install', `${name}@${version}`, '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, onLine: step.detail })
    if (result.status !== 0) {
      throw new SetupError(`Node ${version} could not be installed:\n${outputTail(result)}`, 'Check the network connection and the npm registry that is set.')
    }
    writeWhole(stamp, '')
  }
  step.done('in the cache')
  return join(folder, 'node_modules', name, 'bin', 'node')
}
