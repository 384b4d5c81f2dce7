// npm test [-- types|lint|unit|e2e]: everything, or one part. The last line has the counts.
import { prepare } from './setup/prepare.mjs'
import { streamProgress } from './setup/progress.mjs'
import { reportFailure } from './setup/report-failure.mjs'
import { SetupError } from './setup/setup-error.mjs'
import { runStages, stageOrder } from './test/stages.mjs'
import { countsLine, countsOfExit } from './test/test-counts.mjs'

/** @returns {readonly import('./test/stages.mjs').StageName[]} */
function wantedStages() {
  const [word, ...rest] = process.argv.slice(2)
  if (word === undefined) return stageOrder
  const name = stageOrder.find((each) => each === word)
  if (name === undefined || rest.length > 0) {
    throw new SetupError(`There is no part ${[word, ...rest].join(' ')} of the tests.`, `Name one of ${stageOrder.join(', ')}.`)
  }
  return [name]
}

let counts = countsOfExit(1)
try {
  const names = wantedStages()
  const progress = streamProgress(process.stdout, 'everything')
  const { places } = await prepare(names.includes('e2e') ? 'tests' : 'app', progress)
  counts = await runStages(names, places, progress)
  process.exitCode = counts.failed === 0 ? 0 : 1
} catch (error) {
  reportFailure(error)
}
process.stdout.write(`\n${countsLine(counts)}\n`)
