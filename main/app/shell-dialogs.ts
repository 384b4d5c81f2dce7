import { dialog, type BrowserWindow, type FileFilter } from 'electron'
import { existsSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { exportFolder } from './export-folder'
import { plainFileName } from './plain-file-name'

const projectFilter = { name: 'Mobilabel project', extensions: ['mobilabel'] }
const savedFilters = {
  '.png': { name: 'Picture', extensions: ['png'] },
  '.csv': { name: 'Table', extensions: ['csv'] },
  '.html': { name: 'Web page', extensions: ['html'] },
  '.pdf': { name: 'PDF document', extensions: ['pdf'] },
} as const satisfies Readonly<Record<string, FileFilter>>

function savedFilterOf(name: string): FileFilter {
  return Object.entries(savedFilters).find(([ending]) => name.endsWith(ending))?.[1] ?? savedFilters['.csv']
}

/** The native dialogs of the window. Each answers null or an empty list when the person cancels. */
export interface ShellDialogs {
  chooseFolders(): Promise<readonly string[]>
  chooseProject(): Promise<string | null>
  chooseNewProject(): Promise<string | null>
  chooseBackupFile(): Promise<string | null>
  chooseLabelFiles(): Promise<readonly string[]>
  chooseLabelFolders(): Promise<readonly string[]>
  chooseExportFolder(name: string): Promise<string | null>
  chooseExportArchive(name: string): Promise<string | null>
  chooseSavedFile(name: string): Promise<string | null>
}

/** @param projectsFolder where new projects are proposed */
export function shellDialogs(parent: () => BrowserWindow, projectsFolder: string): ShellDialogs {
  async function chooseSaveFile(title: string, proposal: string, filter: FileFilter): Promise<string | null> {
    const { canceled, filePath } = await dialog.showSaveDialog(parent(), { title, defaultPath: proposal, filters: [filter] })
    if (canceled || filePath === '') return null
    const ending = `.${filter.extensions[0] ?? ''}`
    return extname(filePath).toLowerCase() === ending ? filePath : `${filePath}${ending}`
  }

  async function choosePaths(title: string, buttonLabel: string, kind: 'openFile' | 'openDirectory'): Promise<readonly string[]> {
    const { canceled, filePaths } = await dialog.showOpenDialog(parent(), { title, buttonLabel, properties: [kind, 'multiSelections'] })
    return canceled ? [] : filePaths
  }

  return {
    chooseFolders: () => choosePaths('Add Photo Folders', 'Add', 'openDirectory'),
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
      const path = await chooseSaveFile('New Project', join(projectsFolder, 'New project.mobilabel'), projectFilter)
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
    chooseBackupFile: () =>
      chooseSaveFile('Back Up Project', join(projectsFolder, `Backup ${new Date().toISOString().slice(0, 10)}.mobilabel`), projectFilter),
    chooseLabelFiles: () => choosePaths('Import Label Files', 'Choose', 'openFile'),
    chooseLabelFolders: () => choosePaths('Import Label Folders', 'Choose', 'openDirectory'),
    chooseExportFolder: async (name) => {
      const { canceled, filePaths } = await dialog.showOpenDialog(parent(), {
        title: 'Export Into Folder',
        buttonLabel: 'Choose',
        properties: ['openDirectory', 'createDirectory'],
      })
      const chosen = canceled ? undefined : filePaths[0]
      return chosen === undefined ? null : exportFolder(chosen, name)
    },
    chooseExportArchive: (name) => chooseSaveFile('Export To Zip File', plainFileName(`${name}.zip`), { name: 'Zip file', extensions: ['zip'] }),
    chooseSavedFile: (name) => chooseSaveFile('Save', plainFileName(name), savedFilterOf(name)),
  }
}
