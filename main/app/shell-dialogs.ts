import { dialog, type BrowserWindow } from 'electron'
import { existsSync } from 'node:fs'
import { basename, extname, join } from 'node:path'

const projectFilter = { name: 'Mobilabel project', extensions: ['mobilabel'] }

/** The native dialogs of the window. Each answers null or an empty list when the person cancels. */
export interface ShellDialogs {
  chooseFolders(): Promise<readonly string[]>
  chooseProject(): Promise<string | null>
  chooseNewProject(): Promise<string | null>
  chooseBackupFile(): Promise<string | null>
}

/** @param projectsFolder where new projects are proposed */
export function shellDialogs(parent: () => BrowserWindow, projectsFolder: string): ShellDialogs {
  async function chooseSaveFile(title: string, proposal: string): Promise<string | null> {
    const { canceled, filePath } = await dialog.showSaveDialog(parent(), { title, defaultPath: proposal, filters: [projectFilter] })
    if (canceled || filePath === '') return null
    return extname(filePath) === '.mobilabel' ? filePath : `${filePath}.mobilabel`
  }

  return {
    chooseFolders: async () => {
      const { canceled, filePaths } = await dialog.showOpenDialog(parent(), {
        title: 'Add Photo Folders',
        buttonLabel: 'Add',
        properties: ['openDirectory', 'multiSelections'],
      })
      return canceled ? [] : filePaths
    },
    chooseProject: async () => {
      const { canceled, filePaths } = await dialog.showOpenDialog(parent(), {
        title: 'Open Project',
        defaultPath: projectsFolder,
        properties: ['openFile'],
        filters: [projectFilter],
      })
      return canceled ? null : (filePaths[0] ?? null)
    },
    chooseNewProject: async () => {
      const path = await chooseSaveFile('New Project', join(projectsFolder, 'New project.mobilabel'))
      if (path === null || !existsSync(path)) return path
      const { response } = await dialog.showMessageBox(parent(), {
        type: 'question',
        message: `There is already a project "${basename(path)}" here.`,
        detail: 'A project is never replaced. You can open the existing one instead.',
        buttons: ['Open It', 'Cancel'],
        defaultId: 0,
        cancelId: 1,
      })
      return response === 0 ? path : null
    },
    chooseBackupFile: () => chooseSaveFile('Back Up Project', join(projectsFolder, `Backup ${new Date().toISOString().slice(0, 10)}.mobilabel`)),
  }
}
