import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { outputTail, runCommand } from '../../setup/run-command.mjs'

/**
 * @typedef {object} CheckedPackage
 * @property {string} app the unpacked app, outside the project folder
 * @property {string} folder folder of the person who starts it
 * @property {NodeJS.ProcessEnv} environment of that person
 * @property {import('./ordinary-user.mjs').Identity} identity
 */

/**
 * Annotates the sample photos with the package's command line and with that of the source tree; both have to give the
 * same bytes.
 * @param {CheckedPackage} checked
 * @param {string} builtScript the source tree's command line
 * @param {string} ownFolder folder of the process that checks
 * @returns {Promise<string>} what was found to be right
 */
export async function checkCommandLine({ app, folder, environment, identity }, builtScript, ownFolder) {
  const samples = join(app, 'resources', 'samples')
  const packaged = await annotate(join(app, 'mobilabel-cli'), [], {
    samples,
    target: join(folder, 'packaged.jsonl'),
    options: { cwd: folder, env: environment, ...identity },
  })
  const source = await annotate(process.execPath, [builtScript], {
    samples,
    target: join(ownFolder, 'source.jsonl'),
    options: { cwd: ownFolder, env: { ...process.env, MOBILABEL_DATA: join(ownFolder, 'data') } },
  })
  if (packaged !== source) throw new Error('the command line of the package gives other results than the source tree')
  return `${packaged.split('\n').length - 1} answers of the command line, the same as from the source tree`
}

/**
 * @param {string} program
 * @param {readonly string[]} words
 * @param {{ samples: string, target: string, options: Parameters<typeof runCommand>[2] }} work
 * @returns {Promise<string>} the JSON lines
 */
async function annotate(program, words, { samples, target, options }) {
  const result = await runCommand(program, [...words, 'annotate', samples, '--out', target], options)
  if (result.status !== 0) throw new Error(`annotating failed:\n${outputTail(result)}`)
  return readFileSync(target, 'utf8')
}
