import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { homedir, tmpdir, userInfo } from 'node:os'
import { join, resolve } from 'node:path'

const projectFolder = resolve(import.meta.dirname, '..', '..')

/**
 * The folders that the set-up reads and writes.
 * @typedef {object} Locations
 * @property {string} project the folder that holds package.json
 * @property {string} modules its node_modules
 * @property {string} electron node_modules/electron
 * @property {string} sqlite node_modules/better-sqlite3
 * @property {string} output what the build makes
 * @property {string} lockFolder locks of this project folder, outside it as node_modules may be replaced meanwhile
 * @property {string} cache large things that outlive node_modules and are shared by clones
 */

/**
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Locations}
 */
export function locations(environment) {
  const modules = join(projectFolder, 'node_modules')
  return {
    project: projectFolder,
    modules,
    electron: join(modules, 'electron'),
    sqlite: join(modules, 'better-sqlite3'),
    output: join(projectFolder, 'out'),
    lockFolder: join(tmpdir(), `mobilabel-${userInfo().username}-${shortHash(projectFolder)}`),
    cache: environment['MOBILABEL_CACHE'] ? resolve(environment['MOBILABEL_CACHE']) : userCacheFolder(environment),
  }
}

/** @param {NodeJS.ProcessEnv} environment */
function userCacheFolder(environment) {
  if (process.platform === 'win32') {
    return join(environment['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'mobilabel', 'Cache')
  }
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'mobilabel')
  return join(environment['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'mobilabel')
}

/**
 * The version field of an installed package.
 * @param {string} packageFolder
 * @returns {string}
 */
export function packageVersion(packageFolder) {
  /** @type {{ version: string }} */
  const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'))
  return manifest.version
}

/** @param {string} text */
function shortHash(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
