import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { withProcessLock } from '../setup/process-lock.mjs'
import { outputTail, runNpm } from '../setup/run-command.mjs'
import { SetupError } from '../setup/setup-error.mjs'
import { removeTree, writeWhole } from '../setup/small-files.mjs'

const recipeFiles = ['package.json', 'package-lock.json']

/**
 * Installs the packaging tools where they are not yet, in the cache folder: everyday work does without them.
 * packaging/package-lock.json fixes every version, and npm checks every archive against its hash there.
 * @param {import('../setup/locations.mjs').Locations} places
 * @param {import('../setup/progress.mjs').Progress} progress
 * @returns {Promise<string>} path of electron-builder's script
 */
export async function builderTools(places, progress) {
  const recipe = join(places.project, 'packaging')
  const hash = createHash('sha256')
  for (const name of recipeFiles) hash.update(readFileSync(join(recipe, name)))
  const folder = join(places.cache, `packaging-${hash.digest('hex').slice(0, 16)}`)
  const stamp = join(folder, 'complete')

  await withProcessLock(`${folder}.lock`, progress, async () => {
    const step = progress.step('Packaging tools')
    if (!existsSync(stamp)) {
      step.working('installing electron-builder (93 MB)')
      removeTree(folder)
      mkdirSync(folder, { recursive: true })
      for (const name of recipeFiles) cpSync(join(recipe, name), join(folder, name))
      const result = await runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, onLine: step.detail })
      if (result.status !== 0) {
        throw new SetupError(
          `The packaging tools could not be installed:\n${outputTail(result)}`,
          'Check the network connection and the npm registry that is set, then start again.',
        )
      }
      writeWhole(stamp, '')
    }
    step.done('electron-builder')
  })
  return join(folder, 'node_modules', 'electron-builder', 'cli.js')
}
