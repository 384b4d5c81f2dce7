#!/usr/bin/env node
// npm run cli -- COMMAND…, or npx mobilabel COMMAND…: the command line. Only the command writes to standard output.
import { join } from 'node:path'
import { buildApp } from './build/build-app.mjs'
import { callingFolder } from './setup/calling-folder.mjs'
import { prepare } from './setup/prepare.mjs'
import { streamProgress } from './setup/progress.mjs'
import { reportFailure } from './setup/report-failure.mjs'
import { runInForeground } from './setup/run-in-foreground.mjs'

try {
  const progress = streamProgress(process.stderr, 'work-only')
  const { places, environment } = await prepare('app', progress)
  await buildApp(places, progress)
  process.exitCode = await runInForeground(
    process.execPath,
    [join(places.output, 'main', 'cli.js'), ...process.argv.slice(2)],
    { cwd: callingFolder(places, environment) },
  )
} catch (error) {
  reportFailure(error)
}
