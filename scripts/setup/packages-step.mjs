import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { lockDifference } from './lock-difference.mjs'
import { outputTail, runNpm } from './run-command.mjs'
import { SetupError } from './setup-error.mjs'
import { readJson, removeTree } from './small-files.mjs'

/**
 * node_modules as package-lock.json has it. npm writes its own record of what it installed at the very end, so an
 * interrupted installation is recognised.
 * @type {import('./run-steps.mjs').SetupStep}
 */
export const packagesStep = {
  title: 'Packages',

  inspect({ places }) {
    const wanted = /** @type {import('./lock-difference.mjs').Lock | undefined} */ (
      readJson(join(places.project, 'package-lock.json'))
    )
    if (!wanted) return { done: false, reason: 'package-lock.json is missing or damaged' }
    const installed = /** @type {import('./lock-difference.mjs').Lock | undefined} */ (
      readJson(join(places.modules, '.package-lock.json'))
    )
    if (!installed) return { done: false, reason: 'not installed' }
    const difference = lockDifference(wanted, installed)
    if (difference) return { done: false, reason: difference }
    const gone = Object.keys(installed.packages).find((path) => !existsSync(join(places.project, path, 'package.json')))
    if (gone) return { done: false, reason: `${gone} is missing` }
    return { done: true, detail: `${Object.keys(installed.packages).length} as in package-lock.json` }
  },

  async apply({ places }, progress) {
    progress.working('npm ci')
    // A link to the shared Electron must never be followed by npm's clearing.
    removeTree(join(places.electron, 'dist'))
    const result = await runNpm(['ci', '--no-audit', '--no-fund'], { cwd: places.project, onLine: progress.detail })
    if (result.status !== 0) {
      throw new SetupError(
        `npm ci failed:\n${outputTail(result)}`,
        'Check the network connection and the npm registry that is set, then run the set-up again.',
      )
    }
  },
}
