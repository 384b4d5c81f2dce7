import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { chromium } from '@playwright/test'

const startMs = 60_000
const endMs = 20_000
const pollMs = 50

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
  let text = ''
  child.stderr?.setEncoding('utf8').on('data', (/** @type {string} */ part) => (text += part))
  try {
    const { browser, page } = await Promise.race([connect(() => text), prematureEnd(child)])
    if (child.pid === undefined) throw new Error('the app has no process')
    return { page, processId: child.pid, close: () => close(child, browser) }
  } catch (error) {
    child.kill('SIGKILL')
    throw new Error(`The app cannot be watched; it wrote:\n${text.slice(-4000)}`, { cause: error })
  }
}

/**
 * @param {() => string} written what it has written so far
 */
async function connect(written) {
  const deadlineMs = Date.now() + startMs
  /** @type {string | undefined} */
  let address
  while ((address = /DevTools listening on (ws:\S+)/.exec(written())?.[1]) === undefined) {
    if (Date.now() > deadlineMs) throw new Error('it did not start in time')
    await sleep(pollMs)
  }
  const browser = await chromium.connectOverCDP(address)
  const context = browser.contexts()[0]
  if (context === undefined) throw new Error('it shows nothing')
  const page = context.pages()[0] ?? (await context.waitForEvent('page'))
  await page.waitForLoadState()
  return { browser, page }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<never>}
 */
function prematureEnd(child) {
  return new Promise((_done, fail) => {
    child.once('error', fail)
    child.once('exit', (code, signal) => fail(new Error(`it ended with ${code ?? signal}`)))
  })
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {import('@playwright/test').Browser} browser
 * @returns {Promise<number | null>}
 */
async function close(child, browser) {
  await browser.close()
  const ended = once(child, 'exit')
  const timer = setTimeout(() => child.kill('SIGKILL'), endMs)
  child.kill('SIGTERM')
  const [code] = await ended
  clearTimeout(timer)
  return code
}
