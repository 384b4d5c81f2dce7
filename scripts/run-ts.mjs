// node scripts/run-ts.mjs FILE.ts [argument…]: bundles one TypeScript program and runs it with Node.
import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { buildWorker } from './build/build-worker.mjs'
import { bundleForNode } from './build/bundle-for-node.mjs'
import { prepare } from './setup/prepare.mjs'
import { streamProgress } from './setup/progress.mjs'
import { reportFailure } from './setup/report-failure.mjs'
import { runInForeground } from './setup/run-in-foreground.mjs'
import { SetupError } from './setup/setup-error.mjs'

const [file, ...parameters] = process.argv.slice(2)

try {
  if (file === undefined || !existsSync(file)) {
    throw new SetupError(`There is no file ${file ?? '(none given)'}.`, 'Use: node scripts/run-ts.mjs FILE.ts [argument…]')
  }
  const { places } = await prepare('app', streamProgress(process.stderr, 'work-only'))
  const name = join('tools', `${basename(file, '.ts')}.js`)
  await bundleForNode(places, resolve(file), name)
  await buildWorker(places)
  process.exitCode = await runInForeground(process.execPath, ['--enable-source-maps', join(places.output, name), ...parameters])
} catch (error) {
  reportFailure(error)
}
