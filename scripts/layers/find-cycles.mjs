import { withoutExtension } from './source-facts.mjs'

/**
 * Circles of imports, type-only imports left out as they are gone at run time. Each circle is told once.
 * @param {readonly import('./source-facts.mjs').SourceFacts[]} sources
 * @returns {string[][]} paths in the order in which they import each other
 */
export function findCycles(sources) {
  const pathOf = new Map(sources.flatMap(({ path }) => {
    const name = withoutExtension(path)
    return name.endsWith('/index') ? [[name, path], [name.slice(0, -'/index'.length), path]] : [[name, path]]
  }))
  const importsOf = new Map(sources.map(({ path, imports }) => [
    path,
    [...new Set(imports.flatMap(({ target, isOfProject, isTypeOnly }) => {
      const imported = isOfProject && !isTypeOnly ? pathOf.get(target) : undefined
      return imported === undefined ? [] : [imported]
    }))],
  ]))

  /** @type {string[][]} */
  const cycles = []
  /** @type {string[]} */
  const trail = []
  /** @type {Set<string>} */
  const finished = new Set()

  /** @param {string} path */
  function follow(path) {
    const start = trail.indexOf(path)
    if (start >= 0) cycles.push(trail.slice(start))
    if (start >= 0 || finished.has(path)) return
    trail.push(path)
    for (const imported of importsOf.get(path) ?? []) follow(imported)
    trail.pop()
    finished.add(path)
  }

  for (const path of importsOf.keys()) follow(path)
  return cycles
}
