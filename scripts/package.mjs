// npm run package: an installable package of the app for this system, in dist/.
import { buildApp } from './build/build-app.mjs'
import { buildDeb } from './package/build-deb.mjs'
import { runBuilder } from './package/run-builder.mjs'
import { prepare } from './setup/prepare.mjs'
import { streamProgress } from './setup/progress.mjs'
import { reportFailure } from './setup/report-failure.mjs'

try {
  const progress = streamProgress(process.stdout, 'everything')
  const { places } = await prepare('app', progress)
  await buildApp(places, progress)
  const output = await runBuilder(places, progress)
  if (process.platform === 'linux') await buildDeb(places, output, progress)
} catch (error) {
  reportFailure(error)
}
