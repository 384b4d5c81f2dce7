import { clipboard, shell } from 'electron'
import type { MenuKeys } from '#core/contract/shell'
import type { ShellCalls } from '#core/contract/shell-channels'
import type { BuiltFiles } from './built-files'
import type { DataFolder } from './data-folder'
import type { MainWindow } from './main-window'
import { printPdf } from './print-pdf'
import { samplePhotos } from './sample-photos'
import { saveFile } from './save-file'
import type { ShellDialogs } from './shell-dialogs'
import type { WindowEngine } from './window-engine'

export interface ShellParts {
  readonly window: () => MainWindow
  readonly engine: WindowEngine
  readonly dialogs: ShellDialogs
  readonly data: DataFolder
  readonly files: BuiltFiles
  readonly showMenu: (keys: MenuKeys) => void
  readonly log: (text: string) => void
}

/** What the app process does for the window. */
export function shellCalls({ window, engine, dialogs, data, files, showMenu, log }: ShellParts): ShellCalls {
  async function openChosen(choice: Promise<string | null>): Promise<boolean> {
    const path = await choice
    if (path === null) return false
    await engine.open(path)
    return true
  }

  return {
    chooseFolders: () => dialogs.chooseFolders(),
    openProject: () => openChosen(dialogs.chooseProject()),
    newProject: () => openChosen(dialogs.chooseNewProject()),
    chooseBackupFile: () => dialogs.chooseBackupFile(),
    chooseLabelFiles: () => dialogs.chooseLabelFiles(),
    chooseLabelFolders: () => dialogs.chooseLabelFolders(),
    chooseExportFolder: (name) => dialogs.chooseExportFolder(name),
    chooseExportArchive: (name) => dialogs.chooseExportArchive(name),
    chooseReportFile: (name) => dialogs.chooseSavedFile(name),
    saveFile: (name, bytes) => saveFile(dialogs.chooseSavedFile(name), () => Promise.resolve(bytes)),
    savePdf: (name, html) => saveFile(dialogs.chooseSavedFile(name), () => printPdf(html, log)),
    samplePhotosFolder: () => samplePhotos(files.samplesFolder, data.samplesFolder),
    showInFolder: (path) => shell.showItemInFolder(path),
    copyText: (text) => clipboard.writeText(text),
    setTheme: (theme) => window().setTheme(theme),
    setMenuKeys: (keys) => showMenu(keys),
    engineStatus: () => engine.status,
    requestEnginePort: () => engine.sendPort(),
    restartEngine: () => void engine.tryAgain(),
  }
}
