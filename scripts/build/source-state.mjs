import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A hash over path, length and time of change of every file below the given files and folders. Missing ones count as
 * missing.
 * @param {string} projectFolder
 * @param {readonly string[]} parts relative to the project folder
 * @returns {string}
 */
export function sourceState(projectFolder, parts) {
  const hash = createHash('sha256')
  for (const part of parts) {
    for (const path of filesBelow(projectFolder, part)) {
      const state = statSync(join(projectFolder, path), { throwIfNoEntry: false })
      hash.update(`${path}\0${state ? `${state.size}\0${state.mtimeMs}` : 'missing'}\n`)
    }
  }
  return hash.digest('hex')
}

/**
 * @param {string} projectFolder
 * @param {string} part
 * @returns {string[]} in a fixed order
 */
function filesBelow(projectFolder, part) {
  if (!statSync(join(projectFolder, part), { throwIfNoEntry: false })?.isDirectory()) return [part]
  return readdirSync(join(projectFolder, part), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${part}/${entry.name}`
      if (entry.isDirectory()) return filesBelow(projectFolder, path)
      return entry.name.includes('.test.') ? [] : [path]
    })
}
