// npm run build: the app, built into out/.
import { buildApp } from './build/build-app.mjs'
import { prepare } from './setup/prepare.mjs'
import { streamProgress } from './setup/progress.mjs'
import { reportFailure } from './setup/report-failure.mjs'

try {
  const { places } = await prepare('app', streamProgress(process.stdout, 'work-only'))
  await buildApp(places, streamProgress(process.stdout, 'everything'))
} catch (error) {
  reportFailure(error)
}
