import { installDebianPackages } from './debian-packages.mjs'
import { isOnPath } from './is-on-path.mjs'

const programs = ['Xvfb', 'xauth']

/**
 * A virtual display for the window tests, on a Linux machine that has no display of its own.
 * @type {import('./run-steps.mjs').SetupStep}
 */
export const virtualDisplayStep = {
  title: 'Virtual display',

  inspect({ environment }) {
    if (process.platform !== 'linux') return { done: true, detail: 'not needed' }
    if (environment['DISPLAY'] || environment['WAYLAND_DISPLAY']) return { done: true, detail: 'a display is there' }
    const missing = programs.filter((name) => !isOnPath(name, environment))
    return missing.length === 0
      ? { done: true, detail: 'Xvfb' }
      : { done: false, reason: `${missing.join(' and ')} missing` }
  },

  async apply(_context, progress) {
    await installDebianPackages(['xvfb', 'xauth'], 'The window tests need Xvfb and xauth, or a display', progress)
  },
}
