import { installDebianPackages } from './debian-packages.mjs'
import { isOnPath } from './is-on-path.mjs'
import { readText } from './small-files.mjs'

/**
 * A browser that plays the one of a phone in the tests of the page for phones. The app itself needs none. Only Debian has it as a
 * package that starts by itself; elsewhere those tests are skipped where no chromium is on the path.
 * @type {import('./run-steps.mjs').SetupStep}
 */
export const chromiumStep = {
  title: 'Chromium for tests',

  inspect({ environment }) {
    if (isOnPath('chromium', environment)) return { done: true, detail: 'there' }
    if (!/^ID=debian$/m.test(readText('/etc/os-release') ?? '')) return { done: true, detail: 'not installed; tests in the browser of a phone are skipped' }
    return { done: false, reason: 'chromium missing' }
  },

  async apply(_context, progress) {
    await installDebianPackages(['chromium'], 'The tests of the page for phones need Chromium', progress)
  },
}
