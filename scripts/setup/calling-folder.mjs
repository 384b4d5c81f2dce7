import { join } from 'node:path'

/**
 * The folder in which the person gave the command. npm runs scripts in the project folder and keeps the other one in
 * INIT_CWD.
 * @param {import('./locations.mjs').Locations} places
 * @param {NodeJS.ProcessEnv} environment
 * @returns {string}
 */
export function callingFolder(places, environment) {
  const isRunByOurNpm = environment['npm_package_json'] === join(places.project, 'package.json')
  const isScript = environment['npm_lifecycle_event'] !== 'npx'
  return (isRunByOurNpm && isScript && environment['INIT_CWD']) || process.cwd()
}
