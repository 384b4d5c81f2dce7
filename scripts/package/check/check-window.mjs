import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { startPackagedApp } from './packaged-app.mjs'
import { sandboxState } from './sandbox-state.mjs'
import { startVirtualDisplay } from './virtual-display.mjs'

const annotateMs = 120_000

/**
 * Starts the packaged app on its sample photos: the window opens with Chromium's sandbox, the models annotate every
 * photo, and the app ends when asked to.
 * @param {import('./check-command-line.mjs').CheckedPackage} checked
 * @returns {Promise<string>} what was found to be right
 */
export async function checkWindow({ app, folder, environment, identity }) {
  const samples = join(app, 'resources', 'samples')
  const photos = readdirSync(samples).filter((name) => name.endsWith('.jpg')).length
  const display = await startVirtualDisplay(identity)
  try {
    const startedMs = performance.now()
    const running = await startPackagedApp(join(app, 'mobilabel'), ['--', samples], {
      cwd: folder,
      env: { ...environment, DISPLAY: display.name },
      ...identity,
    })
    const openedMs = performance.now()
    try {
      expect(running.page.url()).toBe('app://bundle/index.html')
      expect(sandboxState(running.processId)).toBe('sandboxed')
      const status = running.page.getByRole('contentinfo', { name: 'Status' })
      await expect(status).toContainText(`${photos} predicted`, { timeout: annotateMs })
    } finally {
      expect(await running.close(), 'exit code of the app').toBe(0)
    }
    const seconds = ((openedMs - startedMs) / 1000).toFixed(1)
    return `a window with a sandboxed page after ${seconds} s, ${photos} photos annotated in it, a clean end`
  } finally {
    display.stop()
  }
}
