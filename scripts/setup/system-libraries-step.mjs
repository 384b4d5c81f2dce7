import { electronExecutable } from './electron-step.mjs'
import { debianPackages, installDebianPackages } from './debian-packages.mjs'
import { runCommand } from './run-command.mjs'
import { SetupError } from './setup-error.mjs'

/**
 * The shared libraries that Electron needs of a Linux system.
 * @type {import('./run-steps.mjs').SetupStep}
 */
export const systemLibrariesStep = {
  title: 'System libraries',

  async inspect(context) {
    if (process.platform !== 'linux') return { done: true, detail: 'part of the system' }
    const missing = await missingLibraries(context)
    return missing.length === 0
      ? { done: true, detail: 'all there' }
      : { done: false, reason: `missing ${missing.join(', ')}` }
  },

  async apply(context, progress) {
    const missing = await missingLibraries(context)
    await installDebianPackages(debianPackages(missing), `Electron needs ${missing.join(', ')}`, progress)
  },
}

/**
 * @param {import('./run-steps.mjs').SetupContext} context
 * @returns {Promise<string[]>}
 */
async function missingLibraries({ places }) {
  const executable = electronExecutable(places)
  if (!executable) throw new SetupError('Electron is not installed.', 'Run the set-up again.')
  const result = await runCommand('ldd', [executable], { env: { ...process.env, LC_ALL: 'C' } })
  return [...result.stdout.matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1] ?? '')
}
