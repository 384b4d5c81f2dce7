/**
 * The parts of package-lock.json (and of npm's record in node_modules) that say what is installed.
 * @typedef {object} Lock
 * @property {Readonly<Record<string, LockedPackage>>} packages by path from the project folder; '' is the project itself
 */

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }} LockedPackage */

/**
 * The first way in which what is installed departs from the lock file, or undefined when nothing does. Optional
 * packages may be missing: npm leaves out those for other platforms.
 * @param {Lock} wanted
 * @param {Lock} installed
 * @returns {string | undefined}
 */
export function lockDifference(wanted, installed) {
  for (const [path, want] of Object.entries(wanted.packages)) {
    if (path === '') continue
    const have = installed.packages[path]
    if (!have) {
      if (want.optional || want.devOptional) continue
      return `${path} is not installed`
    }
    if (have.version !== want.version || have.integrity !== want.integrity) {
      return `${path} is ${have.version}, package-lock.json has ${want.version}`
    }
  }
  const extra = Object.keys(installed.packages).find((path) => !(path in wanted.packages))
  return extra ? `${extra} is not in package-lock.json` : undefined
}
