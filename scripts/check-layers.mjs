// node scripts/check-layers.mjs: which file may import what, checked over the whole source.
import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { findViolations } from './layers/find-violations.mjs'

const project = resolve(import.meta.dirname, '..')
const folders = ['core', 'main', 'renderer', 'e2e', 'bench', 'scripts']

const paths = folders
  .flatMap((folder) => filesBelow(folder))
  .filter((path) => /\.(?:tsx?|mjs|js)$/.test(path))
const violations = findViolations(paths.map((path) => [path, readFileSync(join(project, path), 'utf8')]))

for (const { path, line, subject, sentence } of violations) {
  process.stdout.write(`${path}:${line} ${subject}\n    ${sentence}\n`)
}
process.stdout.write(`${paths.length} files, ${violations.length} departures from the layer rules\n`)
process.exitCode = violations.length === 0 ? 0 : 1

/** @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  return readdirSync(join(project, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesBelow(path)
    return [path]
  })
}
