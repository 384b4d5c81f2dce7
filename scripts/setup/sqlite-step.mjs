import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { electronExecutable } from './electron-step.mjs'
import { packageVersion } from './locations.mjs'
import { outputTail, runCommand } from './run-command.mjs'
import { SetupError } from './setup-error.mjs'
import { readText, removeTree, writeWhole } from './small-files.mjs'
import { buildSqlite } from './sqlite-build.mjs'

/**
 * better-sqlite3 in a form that both Node and Electron can load: its own prebuilt one, or one built here.
 * @type {import('./run-steps.mjs').SetupStep}
 */
export const sqliteStep = {
  title: 'SQLite',

  async inspect({ places }) {
    if (readText(stampPath(places)) === fingerprint(places)) return { done: true, detail: describe(places) }
    const faults = await probe(places)
    if (faults) return { done: false, reason: `the build in the package ${faults.split(':')[0]}` }
    writeWhole(stampPath(places), fingerprint(places))
    return { done: true, detail: describe(places) }
  },

  async apply({ places }, progress) {
    const kept = join(places.cache, keptName(places))
    const isNewlyBuilt = !existsSync(kept)
    if (isNewlyBuilt) await buildSqlite(places, kept, progress)
    install(places, kept)
    if (!(await probe(places))) return
    if (!isNewlyBuilt) {
      progress.working('the one kept from before does not work here')
      removeTree(kept)
      await buildSqlite(places, kept, progress)
      install(places, kept)
    }
    const faults = await probe(places)
    if (faults) {
      removeTree(join(places.sqlite, 'build'))
      throw new SetupError(`better-sqlite3 was built but does not work: ${faults}`, 'Use another version of Node.')
    }
  },
}

/**
 * @param {import('./locations.mjs').Locations} places
 * @param {string} kept
 */
function install(places, kept) {
  writeWhole(builtPath(places), readFileSync(kept))
}

/** @param {import('./locations.mjs').Locations} places */
function builtPath(places) {
  return join(places.sqlite, 'build', 'Release', 'better_sqlite3.node')
}

/** @param {import('./locations.mjs').Locations} places */
function stampPath(places) {
  return join(places.modules, '.mobilabel-sqlite')
}

/** @param {import('./locations.mjs').Locations} places */
function describe(places) {
  return `better-sqlite3 ${packageVersion(places.sqlite)}${existsSync(builtPath(places)) ? ', built here' : ''}`
}

/** @param {import('./locations.mjs').Locations} places */
function keptName(places) {
  const major = process.versions.node.split('.')[0]
  const version = packageVersion(places.sqlite)
  return join('better-sqlite3', `${version}-${process.platform}-${process.arch}-${libraryFamily()}-node${major}.node`)
}

function libraryFamily() {
  if (process.platform !== 'linux') return 'system'
  return existsSync(`/lib/ld-musl-${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}.so.1`) ? 'musl' : 'glibc'
}

/**
 * Everything that decides whether an earlier probe still holds.
 * @param {import('./locations.mjs').Locations} places
 */
function fingerprint(places) {
  const files = [process.execPath, electronExecutable(places) ?? '', builtPath(places), join(places.sqlite, 'package.json')]
  const states = files.map((path) => {
    const state = path === '' ? undefined : statSync(path, { throwIfNoEntry: false })
    return `${path} ${state ? `${state.size} ${state.mtimeMs}` : 'missing'}`
  })
  return createHash('sha256').update(states.join('\n')).digest('hex')
}

/**
 * What goes wrong when Node and Electron use it, each in a process of its own, as a crash must not end the set-up.
 * @param {import('./locations.mjs').Locations} places
 * @returns {Promise<string | undefined>} undefined when both work
 */
async function probe(places) {
  const electron = electronExecutable(places)
  if (!electron) throw new SetupError('Electron is not installed.', 'Run the set-up again.')
  const script = join(import.meta.dirname, 'native-probe.cjs')
  for (const [name, program] of [['Node', process.execPath], ['Electron', electron]]) {
    const result = await runCommand(/** @type {string} */ (program), [script], {
      cwd: places.project,
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      timeoutMs: 60_000,
    })
    if (result.status !== 0 || !result.stdout.includes('works')) {
      return `does not work in ${name}: ${firstFault(outputTail(result))}`
    }
  }
  return undefined
}

/** @param {string} output */
function firstFault(output) {
  const lines = output.split('\n')
  return lines.find((line) => /error|fatal|fault/i.test(line))?.trim() ?? lines.at(-1) ?? 'no message'
}
