import { join } from 'node:path'
import { runInForeground } from '../setup/run-in-foreground.mjs'
import { resultOfExit } from './long-check.mjs'

/**
 * A check that is a TypeScript program of the project: its exit code tells.
 * @param {import('../setup/locations.mjs').Locations} places
 * @param {string} path of the program, relative to the project folder
 */
export async function runProgram(places, path) {
  return resultOfExit(await runInForeground(process.execPath, [join('scripts', 'run-ts.mjs'), path], { cwd: places.project }))
}
