import { join } from 'node:path'
import { adbStep } from './adb-step.mjs'
import { chromiumStep } from './chromium-step.mjs'
import { electronStep } from './electron-step.mjs'
import { locations } from './locations.mjs'
import { nodeStep } from './node-step.mjs'
import { packagesStep } from './packages-step.mjs'
import { runSteps } from './run-steps.mjs'
import { withProcessLock } from './process-lock.mjs'
import { sqliteStep } from './sqlite-step.mjs'
import { systemLibrariesStep } from './system-libraries-step.mjs'
import { virtualDisplayStep } from './virtual-display-step.mjs'

const appSteps = [nodeStep, packagesStep, electronStep, systemLibrariesStep, sqliteStep]

/**
 * What a set-up is for: running the app and the command line, or the tests as well, which may need a virtual display, adb and Chromium.
 * @type {Readonly<Record<'app' | 'tests', readonly import('./run-steps.mjs').SetupStep[]>>}
 */
const stepsFor = { app: appSteps, tests: [...appSteps, virtualDisplayStep, adbStep, chromiumStep] }

/**
 * Brings everything into place that Mobilabel needs. Quick when it already is.
 * @param {keyof typeof stepsFor} purpose
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<import('./run-steps.mjs').SetupContext>} rejects with a SetupError
 */
export async function prepare(purpose, progress) {
  const context = { places: locations(process.env), environment: process.env }
  const { lockFolder, cache } = context.places
  await withProcessLock(join(lockFolder, 'setup.lock'), progress, () =>
    withProcessLock(join(cache, 'setup.lock'), progress, () => runSteps(stepsFor[purpose], context, progress)),
  )
  return context
}
