import { app } from 'electron'
import { join, resolve } from 'node:path'

/** Where everything of this user is kept. */
export interface DataFolder {
  readonly defaultProjectPath: string
  readonly projectsFolder: string
  readonly cachePath: string
  /** Models made on this machine. */
  readonly modelsPath: string
  readonly logPath: string
  readonly windowFile: string
  readonly projectMemoryFile: string
  readonly samplesFolder: string
}

/** The usual folder of the platform, or the one that MOBILABEL_DATA names. Before the app is ready. */
export function claimDataFolder(environment: NodeJS.ProcessEnv): DataFolder {
  const wanted = environment['MOBILABEL_DATA']
  if (wanted !== undefined && wanted !== '') app.setPath('userData', resolve(wanted))
  const root = app.getPath('userData')
  return {
    defaultProjectPath: join(root, 'projects', 'My photos.mobilabel'),
    projectsFolder: join(root, 'projects'),
    // Not "cache": Chromium keeps its own "Cache" here, the same folder where letter case does not count.
    cachePath: join(root, 'picture-cache'),
    modelsPath: join(root, 'models'),
    logPath: join(root, 'logs', 'mobilabel.log'),
    windowFile: join(root, 'window.json'),
    projectMemoryFile: join(root, 'projects.json'),
    samplesFolder: join(root, 'Sample photos'),
  }
}
