/**
 * The part of a package-lock.json (lockfileVersion 3) that tells what needs what.
 * @typedef {object} LockedPackage
 * @property {boolean} [dev]
 * @property {boolean} [devOptional]
 * @property {Readonly<Record<string, string>>} [dependencies]
 * @property {Readonly<Record<string, string>>} [optionalDependencies]
 * @property {Readonly<Record<string, string>>} [peerDependencies]
 */

/**
 * Packages that others name as dependencies but load only when they are compiled or installed, never when they run.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const buildTimeNeeds = {
  '@julusian/jpeg-turbo': ['cmake-js', 'node-addon-api'],
  'better-sqlite3': ['node-addon-api'],
  'onnxruntime-node': ['adm-zip', 'global-agent'],
  'pkg-prebuilds': ['yargs'],
  // For systems other than Linux, where the app loads sharp itself.
  '@janhapke/sharp-electron': ['sharp-upstream'],
}

/**
 * Packages that the running app never loads, although npm counts them among its dependencies. By name, since
 * electron-builder arranges nested packages anew: one of which any copy is needed is not among them.
 * @param {Readonly<Record<string, LockedPackage>>} packages `packages` of package-lock.json: path to package
 * @param {Readonly<Record<string, readonly string[]>>} [notNeeded] by package name, dependencies that do not count
 * @returns {string[]} sorted
 */
export function leftOutPackages(packages, notNeeded = buildTimeNeeds) {
  const needed = new Set([''])
  for (const path of needed) {
    const { dependencies, optionalDependencies, peerDependencies } = packages[path] ?? {}
    const ignored = notNeeded[nameOf(path)] ?? []
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
      const found = ignored.includes(name) ? undefined : resolvePackage(packages, path, name)
      if (found !== undefined) needed.add(found)
    }
  }
  const neededNames = new Set([...needed].map(nameOf))
  const unused = Object.entries(packages)
    .filter(([path, { dev, devOptional }]) => !needed.has(path) && !dev && !devOptional)
    .map(([path]) => nameOf(path))
  return [...new Set(unused)].filter((name) => !neededNames.has(name)).sort()
}

/**
 * Node's search: the package's own node_modules, then those of the folders above it.
 * @param {Readonly<Record<string, LockedPackage>>} packages
 * @param {string} from
 * @param {string} name
 * @returns {string | undefined} undefined for an optional package of another system
 */
function resolvePackage(packages, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`
    if (path in packages) return path
    if (folder === '') return undefined
  }
}

/** @param {string} path */
function nameOf(path) {
  if (path === '') return ''
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
}
