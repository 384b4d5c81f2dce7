// npm run check:long [-- NAME…]: checks that take minutes, all or those named. The last line has the counts.
import { allChecks } from './long/all-checks.mjs'
import { runChecks } from './long/run-checks.mjs'
import { prepare } from './setup/prepare.mjs'
import { streamProgress } from './setup/progress.mjs'
import { reportFailure } from './setup/report-failure.mjs'
import { SetupError } from './setup/setup-error.mjs'
import { countsLine, countsOfExit } from './test/test-counts.mjs'

let counts = countsOfExit(1)
try {
  const progress = streamProgress(process.stdout, 'everything')
  const { places } = await prepare('tests', progress)
  counts = await runChecks(wantedChecks(places.project), places, progress)
  process.exitCode = counts.failed === 0 ? 0 : 1
} catch (error) {
  reportFailure(error)
}
process.stdout.write(`\n${countsLine(counts)}\n`)

/** @param {string} projectFolder */
function wantedChecks(projectFolder) {
  const known = allChecks(projectFolder)
  const names = process.argv.slice(2)
  const unknown = names.find((name) => known.every((check) => check.name !== name))
  if (unknown !== undefined) {
    throw new SetupError(`There is no long check ${unknown}.`, `Name some of ${known.map(({ name }) => name).join(', ')}, or none for all.`)
  }
  return names.length === 0 ? known : known.filter(({ name }) => names.includes(name))
}
