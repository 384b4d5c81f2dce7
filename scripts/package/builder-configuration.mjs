import { readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { builderRules, leftOutOn } from '../../packaging/electron-builder.mjs'
import { packageVersion } from '../setup/locations.mjs'
import { SetupError } from '../setup/setup-error.mjs'
import { readText } from '../setup/small-files.mjs'
import { leftOutPackages } from './left-out-packages.mjs'

/**
 * The rules of packaging/electron-builder.mjs, completed with the Electron of the set-up and the packages to leave out.
 * @param {import('../setup/locations.mjs').Locations} places
 * @returns {object} a configuration of electron-builder
 */
export function builderConfiguration(places) {
  const electronDist = realpathSync(join(places.electron, 'dist'))
  const electronVersion = readText(join(electronDist, 'version'))?.trim().replace(/^v/, '')
  if (!electronVersion) throw new SetupError('Electron is not installed.', 'Run `npm run setup`.')

  /** @type {{ packages: Record<string, import('./left-out-packages.mjs').LockedPackage> }} */
  const lock = JSON.parse(readFileSync(join(places.project, 'package-lock.json'), 'utf8'))
  const leftOut = leftOutPackages(lock.packages).map((name) => `!**/node_modules/${name}/**`)
  // The pinned Electron loads the build that better-sqlite3 brings; an older one needs that of the set-up.
  const unusedSqlite = electronVersion === packageVersion(places.electron) ? 'build' : 'prebuilds'
  const files = [
    ...builderRules.files,
    ...(leftOutOn[process.platform] ?? []),
    ...leftOut,
    `!**/node_modules/better-sqlite3/${unusedSqlite}/**`,
  ]
  return { ...builderRules, electronDist, electronVersion, files }
}
