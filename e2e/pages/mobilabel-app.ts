import { spawn } from 'node:child_process'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page, type TestInfo } from '@playwright/test'
import type { EngineStatus, Shell } from '#core/contract/shell'

export interface LaunchOptions {
  readonly appFolder: string
  /** What MOBILABEL_DATA names. */
  readonly dataFolder: string
  /** Stands in for the person's home folder, so that a test sees everything that is written there. */
  readonly homeFolder: string
  /** Words on the command line after the app. */
  readonly words: readonly string[]
}

/** What the preload gives the page; named here for code that runs in the page. */
export interface PageWindow {
  readonly mobilabel: Shell<unknown>
}

function environmentOf({ dataFolder, homeFolder }: LaunchOptions): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return {
    ...Object.fromEntries(inherited),
    MOBILABEL_DATA: dataFolder,
    HOME: homeFolder,
    XDG_CACHE_HOME: join(homeFolder, '.cache'),
    XDG_CONFIG_HOME: join(homeFolder, '.config'),
    XDG_DATA_HOME: join(homeFolder, '.local', 'share'),
  }
}

/** One running app with its window. */
export class MobilabelApp {
  readonly electron: ElectronApplication
  readonly page: Page
  /** Errors of the page and of its console, as they came. */
  readonly faults: string[] = []
  readonly #options: LaunchOptions
  #open = true
  #pageLives = true

  private constructor(electron: ElectronApplication, page: Page, options: LaunchOptions) {
    this.electron = electron
    this.page = page
    this.#options = options
    page.on('crash', () => {
      this.#pageLives = false
    })
    page.on('pageerror', (error) => this.faults.push(`page error: ${error.stack ?? error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error') this.faults.push(`console: ${message.text()}`)
    })
    electron.on('close', () => {
      this.#open = false
    })
  }

  static async launch(options: LaunchOptions): Promise<MobilabelApp> {
    await mkdir(options.homeFolder, { recursive: true })
    const electron = await _electron.launch({
      args: [options.appFolder, ...options.words],
      cwd: options.appFolder,
      env: environmentOf(options),
      // The app's own theme, not a pretended one.
      colorScheme: null,
    })
    const page = await electron.firstWindow()
    return new MobilabelApp(electron, page, options)
  }

  /** Starts the program once more, outside the test's control, and waits for its end: a second start has no window. */
  async startAgain(words: readonly string[]): Promise<number | null> {
    const executable = this.electron.process().spawnfile
    const options = this.#options
    const child = spawn(executable, ['--no-sandbox', options.appFolder, ...words], { cwd: options.appFolder, env: environmentOf(options), stdio: 'ignore' })
    return new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', resolve)
    })
  }

  /** Process id of the engine, null while there is none. */
  enginePid(): Promise<number | null> {
    return this.electron.evaluate(({ app }) => app.getAppMetrics().find((metric) => metric.serviceName === 'Mobilabel engine' || metric.name === 'Mobilabel engine')?.pid ?? null)
  }

  engineStatus(): Promise<EngineStatus> {
    return this.page.evaluate(() => (window as unknown as PageWindow).mobilabel.engineStatus())
  }

  async engineState(): Promise<EngineStatus['state']> {
    return (await this.engineStatus()).state
  }

  /** Makes the next native dialogs for opening answer with these paths. */
  async answerOpenDialog(paths: readonly string[]): Promise<void> {
    await this.electron.evaluate(({ dialog }, filePaths) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths })
    }, [...paths])
  }

  /** Makes the next native dialogs for saving answer with this path. */
  async answerSaveDialog(path: string): Promise<void> {
    await this.electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, path)
  }

  /** The colour that the window shows at a point. */
  async colorAt({ x, y }: { readonly x: number; readonly y: number }): Promise<{ red: number; green: number; blue: number }> {
    const [blue = 0, green = 0, red = 0] = await this.electron.evaluate(
      async ({ BrowserWindow }, rect) => {
        const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage(rect)
        return image === undefined ? [] : [...image.toBitmap().subarray(0, 3)]
      },
      { x, y, width: 1, height: 1 },
    )
    return { red, green, blue }
  }

  async readLog(): Promise<string> {
    return readFile(join(this.#options.dataFolder, 'logs', 'mobilabel.log'), 'utf8')
  }

  /** Attaches what helps to understand a failed test. */
  async report(testInfo: TestInfo): Promise<void> {
    await testInfo.attach('app log', { body: await this.readLog(), contentType: 'text/plain' })
    if (this.#open && this.#pageLives) await this.page.screenshot({ path: testInfo.outputPath('window.png') })
  }

  /** Ends the program with SIGKILL, in the middle of whatever it does, and waits for that. */
  async kill(): Promise<void> {
    const child = this.electron.process()
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }

  /** Quits as a person would. Nothing happens when it has ended already. */
  async close(): Promise<void> {
    if (!this.#open) return
    this.#open = false
    await this.electron.close()
  }
}
