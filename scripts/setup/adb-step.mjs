import { installDebianPackages } from './debian-packages.mjs'
import { isOnPath } from './is-on-path.mjs'

/**
 * The real adb, which the tests of phones put between the app and a phone that is played. The app itself needs none: it
 * uses the person's own.
 * @type {import('./run-steps.mjs').SetupStep}
 */
export const adbStep = {
  title: 'adb for tests',

  inspect({ environment }) {
    if (process.platform !== 'linux') return { done: true, detail: 'tests of phones run where adb is on the path' }
    return isOnPath('adb', environment) ? { done: true, detail: 'there' } : { done: false, reason: 'adb missing' }
  },

  async apply(_context, progress) {
    await installDebianPackages(['adb'], 'The tests of phones need adb', progress)
  },
}
