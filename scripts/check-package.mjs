// npm run check:package [-- FOLDER]: starts the packaged app in dist/linux-unpacked, or one installed in FOLDER.
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildApp } from './build/build-app.mjs'
import { checkCommandLine } from './package/check/check-command-line.mjs'
import { checkWindow } from './package/check/check-window.mjs'
import { ordinaryUser } from './package/check/ordinary-user.mjs'
import { prepare } from './setup/prepare.mjs'
import { streamProgress } from './setup/progress.mjs'
import { reportFailure } from './setup/report-failure.mjs'
import { SetupError } from './setup/setup-error.mjs'
import { removeTree } from './setup/small-files.mjs'

try {
  if (process.platform !== 'linux') throw new SetupError('This check is for Linux.', 'Start the package by hand.')
  const progress = streamProgress(process.stdout, 'work-only')
  const { places } = await prepare('tests', progress)
  await buildApp(places, progress)
  const source = resolve(process.argv[2] ?? join(places.project, 'dist', 'linux-unpacked'))
  if (!existsSync(join(source, 'mobilabel'))) throw new SetupError(`There is no packaged app in ${source}.`, 'Run `npm run package`.')

  const work = mkdtempSync(join(tmpdir(), 'mobilabel-package-'))
  try {
    const checked = await layOut(source, work)
    const ownFolder = join(work, 'own')
    mkdirSync(ownFolder)
    const checks = [
      () => checkCommandLine(checked, join(places.output, 'main', 'cli.js'), ownFolder),
      () => checkWindow(checked),
    ]
    for (const check of checks) progress.say(`✓ ${await check()}`)
  } finally {
    removeTree(work)
  }
} catch (error) {
  reportFailure(error)
}

/**
 * Copies the app away from the project, whose node_modules it would find otherwise, to where everybody may read it.
 * @param {string} source
 * @param {string} work
 * @returns {Promise<import('./package/check/check-command-line.mjs').CheckedPackage>}
 */
async function layOut(source, work) {
  const identity = await ordinaryUser()
  const app = join(work, 'app')
  const folder = join(work, 'home')
  chmodSync(work, 0o755)
  cpSync(source, app, { recursive: true })
  mkdirSync(folder)
  chownSync(folder, identity.uid, identity.gid)
  const environment = { PATH: process.env['PATH'], LANG: 'C.UTF-8', HOME: folder }
  return { app, folder, environment, identity }
}
