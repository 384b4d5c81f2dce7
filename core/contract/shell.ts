import type { ErrorData } from '#core/contract/errors'

/**
 * What the desktop shell gives the window besides the engine: the preload exposes one `Shell` as `window.mobilabel`
 * and posts the engine's MessagePort as `window.postMessage('engine:port', origin, [port])`.
 */

/** Menu entries of the native menu; the window runs its action of the same name. */
export const menuCommands = [
  'folder.add',
  'project.new',
  'project.open',
  'photo.select-all',
  'library.find',
  'annotate.start',
  'labels.import',
  'labels.export',
  'page.library',
  'page.review',
  'page.dataset',
  'page.models',
  'page.tune',
  'page.phones',
  'page.settings',
  'jobs.toggle',
  'view.boxes',
  'view.masks',
  'view.tags',
  'view.inspector',
  'palette.open',
  'shortcuts.open',
  'diagnostics.copy',
] as const
export type MenuCommand = (typeof menuCommands)[number]

/** Keys that a person gave to entries of the native menu, written as the window's actions have them: "Mod+Shift+O". */
export type MenuKeys = Readonly<Partial<Record<MenuCommand, string>>>

/**
 * starting: no port yet; ready: a port can be asked for; crashed: it is being restarted; gave-up: it crashed too often;
 * failed: it cannot start with this project, `problem` says why (locked, newer, damaged, not readable): open another or try again.
 */
export const engineStates = ['starting', 'ready', 'crashed', 'gave-up', 'failed'] as const
export type EngineState = (typeof engineStates)[number]

export interface EngineStatus {
  readonly state: EngineState
  /** One sentence for the person, null when there is nothing to say. */
  readonly message: string | null
  /** Set in state failed. */
  readonly problem?: ErrorData
}

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** What became of a file that the window made: the person may also have cancelled, or the place cannot be written to. */
export type SavedFile =
  | { readonly kind: 'saved'; readonly path: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly reason: string }

/** How the app was started. */
export interface ShellStart {
  /** Absolute folders or files given on the command line or dropped on the icon. */
  readonly paths: readonly string[]
  /** True until the app has been used once on this machine. */
  readonly firstStart: boolean
  /** As it was last set, so that the first paint is right before any setting is read. */
  readonly theme: Theme
}

/** `DroppedFile` is the page's `File`; named here as a parameter because shared code knows no DOM. Listeners return their own removal. */
export interface Shell<DroppedFile> {
  /** As `process.platform`: 'darwin' decides between Cmd and Ctrl. */
  readonly platform: string
  readonly start: ShellStart
  /** Absolute path of a dropped or chosen file or folder, '' when it has none. */
  pathForFile(file: DroppedFile): string
  /** Folder dialog with multiple choice; empty when cancelled. */
  chooseFolders(): Promise<readonly string[]>
  /** Asks for a project file and opens it in a new engine; false when cancelled. */
  openProject(): Promise<boolean>
  /** Asks where the new project goes, makes it and opens it; false when cancelled. */
  newProject(): Promise<boolean>
  /** Asks where a copy of the project goes; null when cancelled. */
  chooseBackupFile(): Promise<string | null>
  /** Dialog for files with labels, multiple choice; empty when cancelled. */
  chooseLabelFiles(): Promise<readonly string[]>
  /** Dialog for folders with labels, multiple choice; empty when cancelled. */
  chooseLabelFolders(): Promise<readonly string[]>
  /**
   * Asks for a folder to export into. The answer is that folder when it is empty or has the proposed name, otherwise the
   * proposed name inside it; null when cancelled. Nothing is made.
   */
  chooseExportFolder(name: string): Promise<string | null>
  /** Asks where a zip file goes; null when cancelled. */
  chooseExportArchive(name: string): Promise<string | null>
  /** Asks where a table (.csv) or page (.html) goes that the engine writes; null when cancelled. */
  chooseReportFile(name: string): Promise<string | null>
  /** Asks where a picture (.png), table (.csv) or page (.html) that the window made goes, and writes it. */
  saveFile(name: string, bytes: Uint8Array): Promise<SavedFile>
  /** Asks where a page goes that the window made, and prints it there as PDF. `html` holds its styles and pictures; scripts do not run. */
  savePdf(name: string, html: string): Promise<SavedFile>
  /** Absolute folder with the sample photos that come with the app. */
  samplePhotosFolder(): Promise<string>
  /** Shows the file in the system's file manager. */
  showInFolder(path: string): Promise<void>
  copyText(text: string): Promise<void>
  /** Makes native parts (menus, dialogs, title bar) follow the window's theme. */
  setTheme(theme: Theme): Promise<void>
  /** Has the native menu show these keys; entries that are not named have those they had at first. */
  setMenuKeys(keys: MenuKeys): Promise<void>
  onMenuCommand(listener: (command: MenuCommand) => void): () => void
  /** Folders or files handed over while the app is running (second start, dock icon). */
  onOpenPaths(listener: (paths: readonly string[]) => void): () => void
  engineStatus(): Promise<EngineStatus>
  onEngineStatus(listener: (status: EngineStatus) => void): () => void
  /** Asks for a fresh engine port; it arrives as the window message 'engine:port'. */
  requestEnginePort(): void
  /** Starts the engine again after it gave up or failed. */
  restartEngine(): void
}
