import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { packageVersion } from '../setup/locations.mjs'
import { outputTail, runCommand } from '../setup/run-command.mjs'
import { SetupError } from '../setup/setup-error.mjs'
import { removeTree } from '../setup/small-files.mjs'
import { debianArchitecture, debianVersion } from './deb-control.mjs'
import { layOutDebTree } from './deb-tree.mjs'

/** Every system that has the C library of the package has a dpkg that reads zstd; xz takes seven times as long for a tenth less. */
const compression = ['-Zzstd', '-z12']

/**
 * Makes the Debian package out of electron-builder's unpacked folder, with dpkg-deb; where that is not installed, the
 * folder stays the only result.
 * @param {import('../setup/locations.mjs').Locations} places
 * @param {string} output folder that holds `linux-unpacked` and takes the package
 * @param {import('../setup/progress.mjs').Progress} progress
 */
export async function buildDeb(places, output, progress) {
  const step = progress.step('Debian package')
  if ((await runCommand('dpkg-deb', ['--version'])).status !== 0) {
    step.done('not made: dpkg-deb is not installed here')
    return
  }
  step.working('packing')
  const version = packageVersion(places.project)
  const tree = join(output, 'deb-tree')
  const name = `mobilabel_${debianVersion(version)}_${debianArchitecture(process.arch)}.deb`
  removeTree(tree)
  mkdirSync(tree)
  layOutDebTree({ project: places.project, unpacked: join(output, 'linux-unpacked'), tree, version })
  const result = await runCommand('dpkg-deb', ['--build', '--root-owner-group', ...compression, tree, join(output, name)])
  removeTree(tree)
  if (result.status !== 0) {
    throw new SetupError(`dpkg-deb failed:\n${outputTail(result)}`, 'Free some disk space (1 GB is enough), then start again.')
  }
  step.done(`${join(output, name)}, ${Math.round(statSync(join(output, name)).size / 1e6)} MB`)
}
