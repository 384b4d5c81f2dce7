// npm run setup [-- --with-display]: installs what the app needs; with the flag also what the tests need.
import { prepare } from './setup/prepare.mjs'
import { reportFailure } from './setup/report-failure.mjs'
import { streamProgress } from './setup/progress.mjs'

const purposes = /** @type {const} */ ({ '': 'app', '--with-display': 'tests' })
const flag = process.argv.slice(2).join(' ')

try {
  if (flag !== '' && flag !== '--with-display') throw new Error(`Unknown argument ${flag}; the only one is --with-display`)
  await prepare(purposes[flag], streamProgress(process.stdout, 'everything'))
  process.stdout.write('Ready.\n')
} catch (error) {
  reportFailure(error)
}
