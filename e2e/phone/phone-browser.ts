import { spawnSync } from 'node:child_process'
import { chromium, type Browser, type Page } from '@playwright/test'

/** As Chrome on Android calls itself. */
const userAgent = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36'
const program = 'chromium'

/** Plays the browser of a phone: a real Chromium with the screen, the touch and the name of a phone's. */
export class PhoneBrowser {
  readonly #browser: Browser
  /** What pages reported as errors, and what their policy kept from them. */
  readonly faults: string[] = []

  private constructor(browser: Browser) {
    this.#browser = browser
  }

  /** Whether Chromium is installed; on Debian the tests' set-up does that. */
  static get isThere(): boolean {
    return spawnSync(program, ['--version']).status === 0
  }

  static async start(): Promise<PhoneBrowser> {
    const executablePath = spawnSync('which', [program], { encoding: 'utf8' }).stdout.trim()
    return new PhoneBrowser(await chromium.launch({ executablePath, args: ['--no-sandbox', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'] }))
  }

  /** A phone of its own: it shares no cookies with others. */
  async open(url: string, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
    const context = await this.#browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, userAgent, colorScheme })
    context.setDefaultTimeout(60_000)
    const page = await context.newPage()
    page.on('console', (message) => {
      if (message.type() === 'error') this.faults.push(message.text())
    })
    page.on('pageerror', (error) => this.faults.push(error.message))
    await page.goto(url)
    return page
  }

  async close(): Promise<void> {
    await this.#browser.close()
  }
}
