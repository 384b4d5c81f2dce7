import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { outputTail, runCommand } from './run-command.mjs'
import { SetupError } from './setup-error.mjs'
import { removeTree, writeWhole } from './small-files.mjs'

const statedApi = 'NAPI_VERSION=10'

/**
 * Compiles better-sqlite3 and writes the addon to `target`. It states Node-API 10, which Node 20 does not have; with
 * NAPI_EXPERIMENTAL and Node's own headers it needs only what Node 20 has, and its finalizers run where they may.
 * @param {import('./locations.mjs').Locations} places
 * @param {string} target
 * @param {import('./progress.mjs').StepProgress} progress
 */
export async function buildSqlite(places, target, progress) {
  progress.working('compiling better-sqlite3, which takes a minute or two')
  const folder = join(dirname(target), 'build')
  removeTree(folder)
  mkdirSync(folder, { recursive: true })
  for (const part of ['package.json', 'binding.gyp', 'src', 'deps', 'lib']) {
    cpSync(join(places.sqlite, part), join(folder, part), { recursive: true })
  }
  const recipe = join(folder, 'binding.gyp')
  const text = readFileSync(recipe, 'utf8')
  if (!text.includes(statedApi)) {
    throw new SetupError(
      `The build recipe of better-sqlite3 no longer says ${statedApi}.`,
      'Use the version of better-sqlite3 that package-lock.json names.',
    )
  }
  writeFileSync(recipe, text.replaceAll(statedApi, 'NAPI_EXPERIMENTAL'))

  const result = await runCommand(
    process.execPath,
    [
      join(places.modules, 'node-gyp', 'bin', 'node-gyp.js'),
      'rebuild', '--release', '--force_build=1', '-j', '2', ...localHeaders(),
    ],
    { cwd: folder, env: { ...process.env, NODE_PATH: places.modules }, onLine: progress.detail },
  )
  const built = join(folder, 'build', 'Release', 'better_sqlite3.node')
  if (result.status !== 0 || !existsSync(built)) {
    throw new SetupError(
      `better-sqlite3 could not be compiled:\n${outputTail(result)}`,
      `Install ${compilerHint()}, or use Node 22.14 or newer, for which a compiled one is included.`,
    )
  }
  writeWhole(target, readFileSync(built))
  removeTree(folder)
}

/** Node's headers beside its executable, when they are there: nothing has to be downloaded then. */
function localHeaders() {
  const prefix = dirname(dirname(process.execPath))
  return existsSync(join(prefix, 'include', 'node', 'node_api.h')) ? [`--nodedir=${prefix}`] : []
}

function compilerHint() {
  if (process.platform === 'darwin') return "Apple's command line tools (`xcode-select --install`) and Python 3"
  if (process.platform === 'win32') return 'the Visual Studio Build Tools with C++ and Python 3'
  return 'a C++ compiler, make and Python 3 (`sudo apt-get install g++ make python3` on Debian)'
}
