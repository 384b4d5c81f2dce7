import { runInForeground } from '../setup/run-in-foreground.mjs'

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
}

/**
 * Runs a Node program that opens windows, on a virtual display where there is no other.
 * @param {import('../setup/locations.mjs').Locations} places
 * @param {readonly string[]} parameters the script and its arguments
 * @returns {Promise<number>} its exit code
 */
export function runOnDisplay(places, parameters) {
  const options = { cwd: places.project }
  if (hasDisplay()) return runInForeground(process.execPath, parameters, options)
  return runInForeground('xvfb-run', ['-a', '-s', '-screen 0 1440x900x24', process.execPath, ...parameters], options)
}
