import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chromium } from '@playwright/test'

const startMs = 60_000
const endMs = 20_000

/**
 * A running packaged app, seen through Chromium's debugging protocol: a package has no inspector of the app process.
 * @typedef {object} PackagedApp
 * @property {import('@playwright/test').Page} page
 * @property {number} processId
 * @property {() => Promise<number | null>} close asks the app to end; its exit code, null when it had to be killed
 */

/**
 * @param {string} executable
 * @param {readonly string[]} words its command line
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<PackagedApp>}
 */
export async function startPackagedApp(executable, words, options) {
  const child = spawn(executable, ['--remote-debugging-port=0', ...words], { ...options, stdio: ['ignore', 'ignore', 'pipe'] })
  const address = await debuggingAddress(child)
  const browser = await chromium.connectOverCDP(address)
  const context = browser.contexts()[0]
  if (context === undefined || child.pid === undefined) throw new Error('the app shows nothing')
  const page = context.pages()[0] ?? (await context.waitForEvent('page'))
  await page.waitForLoadState()
  return {
    page,
    processId: child.pid,
    close: async () => {
      await browser.close()
      const ended = once(child, 'exit')
      const timer = setTimeout(() => child.kill('SIGKILL'), endMs)
      child.kill('SIGTERM')
      const [code] = await ended
      clearTimeout(timer)
      return code
    },
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<string>}
 */
function debuggingAddress(child) {
  return new Promise((done, fail) => {
    let text = ''
    /** @param {string} reason */
    const give = (reason) => {
      child.kill('SIGKILL')
      fail(new Error(`${reason}:\n${text.slice(-4000)}`))
    }
    const timer = setTimeout(() => give('the app did not start in time'), startMs)
    child.once('error', (error) => give(error.message))
    child.once('exit', (code, signal) => give(`the app ended with ${code ?? signal}`))
    child.stderr?.setEncoding('utf8').on('data', (/** @type {string} */ part) => {
      text += part
      const address = /DevTools listening on (ws:\S+)/.exec(text)?.[1]
      if (address === undefined) return
      clearTimeout(timer)
      child.removeAllListeners('exit')
      done(address)
    })
  })
}
