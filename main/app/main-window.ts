import { BrowserWindow, nativeTheme, screen, type WebContents } from 'electron'
import { z } from 'zod'
import { themes, type ShellStart, type Theme } from '#core/contract/shell'
import { shellStartArgument } from '#core/contract/shell-channels'
import { restartDecision } from './restart-policy'
import { smallJsonFile } from './small-json-file'
import { minimumWindowSize, windowBounds } from './window-bounds'

const remembered = z.object({
  bounds: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).nullable(),
  maximized: z.boolean(),
  theme: z.enum(themes),
})
type Remembered = z.infer<typeof remembered>

/** The page's background, so that nothing flashes before it is painted. */
const backgrounds = { light: '#f3f4f7', dark: '#14161b' } as const

export interface MainWindowOptions {
  readonly preloadPath: string
  readonly iconPath: string
  /** File that keeps the window's place and theme between starts. */
  readonly memoryFile: string
  readonly start: Omit<ShellStart, 'theme'>
  readonly log: (text: string) => void
}

/** The app's one window. */
export class MainWindow {
  readonly #window: BrowserWindow
  readonly #memory: { read(): Remembered | null; write(value: Remembered): void }
  readonly #log: (text: string) => void
  /** Sent when the page has loaded: a page that is still loading would miss it. */
  #unsent: (() => void)[] = []
  #pageCrashesMs: number[] = []

  constructor({ preloadPath, iconPath, memoryFile, start, log }: MainWindowOptions) {
    this.#log = log
    this.#memory = smallJsonFile(memoryFile, remembered)
    const before = this.#memory.read()
    const theme = before?.theme ?? 'system'
    nativeTheme.themeSource = theme
    const pageStart: ShellStart = { ...start, theme }
    const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((display) => display.workArea)
    this.#window = new BrowserWindow({
      ...windowBounds(before?.bounds ?? null, areas),
      minWidth: minimumWindowSize.width,
      minHeight: minimumWindowSize.height,
      show: false,
      title: 'Mobilabel',
      icon: iconPath,
      backgroundColor: nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light,
      webPreferences: {
        preload: preloadPath,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
        additionalArguments: [shellStartArgument + encodeURIComponent(JSON.stringify(pageStart))],
      },
    })
    this.#window.once('ready-to-show', () => {
      if (before?.maximized === true) this.#window.maximize()
      this.#window.show()
    })
    this.#window.on('close', () => this.#remember())
    this.#window.webContents.on('did-finish-load', () => {
      for (const send of this.#unsent.splice(0)) send()
    })
    this.#window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => this.#pageEnded(reason, exitCode))
  }

  /** For parents of dialogs. */
  get browserWindow(): BrowserWindow {
    return this.#window
  }

  /** A load that fails is logged; a page that ended while it loaded is loaded again like any other. */
  async load(): Promise<void> {
    try {
      await this.#window.loadURL('app://bundle/index.html')
    } catch (error) {
      this.#log(`the page was not loaded: ${String(error)}`)
    }
  }

  /** Runs `send` with the page's contents, once it has loaded; not at all when the window is closed. */
  whenLoaded(send: (page: WebContents) => void): void {
    if (this.#window.isDestroyed()) return
    const page = this.#window.webContents
    if (page.isLoading()) this.#unsent.push(() => send(page))
    else send(page)
  }

  /** True for the page that this window shows. */
  owns(contents: WebContents): boolean {
    return !this.#window.isDestroyed() && contents === this.#window.webContents
  }

  focus(): void {
    if (this.#window.isMinimized()) this.#window.restore()
    this.#window.show()
    this.#window.focus()
  }

  setTheme(theme: Theme): void {
    nativeTheme.themeSource = theme
    this.#window.setBackgroundColor(nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light)
    this.#remember()
  }

  #remember(): void {
    try {
      this.#memory.write({ bounds: this.#window.getNormalBounds(), maximized: this.#window.isMaximized(), theme: nativeTheme.themeSource })
    } catch (error) {
      this.#log(`the window's place cannot be remembered: ${String(error)}`)
    }
  }

  #pageEnded(reason: string, exitCode: number): void {
    this.#log(`the page ended: ${reason}, code ${exitCode}`)
    if (reason === 'clean-exit' || this.#window.isDestroyed()) return
    this.#pageCrashesMs.push(Date.now())
    const decision = restartDecision(this.#pageCrashesMs)
    if (decision.kind === 'restart') setTimeout(() => this.#reload(), decision.waitMs)
  }

  #reload(): void {
    if (!this.#window.isDestroyed()) this.#window.webContents.reload()
  }
}
