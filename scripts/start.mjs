// npm start [-- PATH…]: the app, opened on photos or folders. Without a display, the same labeling on the command line.
import { join, resolve } from 'node:path'
import { buildApp } from './build/build-app.mjs'
import { callingFolder } from './setup/calling-folder.mjs'
import { electronExecutable } from './setup/electron-step.mjs'
import { prepare } from './setup/prepare.mjs'
import { streamProgress } from './setup/progress.mjs'
import { reportFailure } from './setup/report-failure.mjs'
import { runInForeground } from './setup/run-in-foreground.mjs'
import { SetupError } from './setup/setup-error.mjs'

try {
  const progress = streamProgress(process.stdout, 'everything')
  const { places, environment } = await prepare('app', progress)
  await buildApp(places, progress)
  const folder = callingFolder(places, environment)
  const paths = process.argv.slice(2).map((path) => resolve(folder, path))
  const hasDisplay = process.platform !== 'linux' || environment['DISPLAY'] || environment['WAYLAND_DISPLAY']
  process.exitCode = hasDisplay ? await openWindow(places, paths) : await annotate(places, paths)
} catch (error) {
  reportFailure(error)
}

/**
 * @param {import('./setup/locations.mjs').Locations} places
 * @param {readonly string[]} paths
 */
function openWindow(places, paths) {
  const executable = electronExecutable(places)
  if (!executable) throw new SetupError('Electron is not installed.', 'Run `npm run setup`.')
  const environment = { ...process.env }
  delete environment['ELECTRON_RUN_AS_NODE']
  const isLinuxRoot = process.platform === 'linux' && process.getuid?.() === 0
  // Chromium refuses to start its sandbox for root.
  const sandbox = isLinuxRoot ? ['--no-sandbox'] : []
  return runInForeground(executable, [...sandbox, places.project, '--', ...paths], { env: environment })
}

/**
 * @param {import('./setup/locations.mjs').Locations} places
 * @param {readonly string[]} paths
 */
function annotate(places, paths) {
  process.stdout.write('There is no display here, so the photos are annotated on the command line instead.\n')
  const photos = paths.length > 0 ? paths : [join(places.project, 'resources', 'samples')]
  return runInForeground(process.execPath, [join(places.output, 'main', 'cli.js'), 'annotate', '--text', ...photos])
}
