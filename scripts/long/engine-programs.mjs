import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { runProgram } from './run-program.mjs'

const folder = join('main', 'tools', 'long')

/**
 * One check for each program in main/tools/long, named by its file.
 * @param {string} projectFolder
 * @returns {readonly import('./long-check.mjs').LongCheck[]}
 */
export function enginePrograms(projectFolder) {
  const files = readdirSync(join(projectFolder, folder)).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  return files.sort().map((file) => {
    const name = basename(file, '.ts')
    return { name, title: sentenceOf(name), run: (places) => runProgram(places, join(folder, file)) }
  })
}

/**
 * "label-formats" as "Label formats".
 * @param {string} name
 */
function sentenceOf(name) {
  const words = name.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
