import { join } from 'node:path'
import { buildApp } from '../build/build-app.mjs'
import { runInForeground } from '../setup/run-in-foreground.mjs'
import { readJson, removeTree } from '../setup/small-files.mjs'
import { runOnDisplay } from './run-on-display.mjs'
import { addCounts, countsOfExit, noTests, playwrightCounts, vitestCounts } from './test-counts.mjs'

/**
 * One part of the tests.
 * @typedef {object} Stage
 * @property {string} title
 * @property {(places: import('../setup/locations.mjs').Locations, progress: import('../setup/progress.mjs').Progress) =>
 *   Promise<import('./test-counts.mjs').TestCounts>} run
 */

/** @typedef {'types' | 'lint' | 'unit' | 'e2e'} StageName */

/** @type {Readonly<Record<StageName, Stage>>} */
export const stages = {
  types: {
    title: 'Types',
    async run(places) {
      const compiler = join(places.modules, 'typescript', 'bin', 'tsc')
      const all = await runNode(places, [compiler, '-b'])
      // The Electron that the tests run on may be older than the pinned one: only what both have may be used.
      const older = await runNode(places, [compiler, '-p', join('main', 'tsconfig.electron33.json')])
      return addCounts(countsOfExit(all), countsOfExit(older))
    },
  },

  lint: {
    title: 'Lint and layers',
    async run(places) {
      const lint = await runNode(places, [join(places.modules, 'oxlint', 'bin', 'oxlint'), '--quiet'])
      const layers = await runNode(places, [join('scripts', 'check-layers.mjs')])
      return addCounts(countsOfExit(lint), countsOfExit(layers))
    },
  },

  unit: {
    title: 'Unit tests',
    async run(places) {
      const report = join(places.output, 'test', 'unit.json')
      removeTree(report)
      const exitCode = await runNode(places, [
        join(places.modules, 'vitest', 'vitest.mjs'), 'run',
        '--reporter=default', '--reporter=json', `--outputFile.json=${report}`,
      ])
      return vitestCounts(readJson(report), exitCode)
    },
  },

  e2e: {
    title: 'Window tests',
    async run(places, progress) {
      await buildApp(places, progress)
      const report = join(places.output, 'test', 'e2e.json')
      removeTree(report)
      const runner = [join(places.modules, '@playwright', 'test', 'cli.js'), 'test', '-c', join('e2e', 'playwright.config.ts')]
      const exitCode = await runOnDisplay(places, runner)
      return playwrightCounts(readJson(report), exitCode)
    },
  },
}

/** @type {readonly StageName[]} */
export const stageOrder = ['types', 'lint', 'unit', 'e2e']

/**
 * Runs stages in order up to the first that fails.
 * @param {readonly StageName[]} names
 * @param {import('../setup/locations.mjs').Locations} places
 * @param {import('../setup/progress.mjs').Progress} progress
 * @returns {Promise<import('./test-counts.mjs').TestCounts>}
 */
export async function runStages(names, places, progress) {
  let total = noTests
  for (const name of names) {
    const stage = stages[name]
    progress.say(`\n── ${stage.title}`)
    const startedMs = performance.now()
    const counts = await stage.run(places, progress)
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
    total = addCounts(total, counts)
    if (counts.failed > 0) {
      progress.say(`✗ ${stage.title} failed (${seconds} s); what comes after it was not run`)
      return total
    }
    progress.say(`✓ ${stage.title} (${seconds} s)`)
  }
  return total
}

/**
 * @param {import('../setup/locations.mjs').Locations} places
 * @param {readonly string[]} parameters
 */
function runNode(places, parameters) {
  return runInForeground(process.execPath, parameters, { cwd: places.project })
}
