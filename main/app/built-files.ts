import { app } from 'electron'
import { join } from 'node:path'

/** What the build and the packaging put beside the app process. */
export interface BuiltFiles {
  readonly enginePath: string
  readonly workerPath: string
  readonly preloadPath: string
  readonly rendererFolder: string
  /** models/, labels/, samples/, icons/ */
  readonly resourcesPath: string
  readonly samplesFolder: string
  /** PNG of the app's icon, for the window. */
  readonly iconPath: string
}

export function builtFiles(): BuiltFiles {
  const root = app.getAppPath()
  const resourcesPath = app.isPackaged ? process.resourcesPath : join(root, 'resources')
  return {
    enginePath: join(root, 'out', 'main', 'engine.js'),
    workerPath: join(root, 'out', 'main', 'worker.js'),
    preloadPath: join(root, 'out', 'preload', 'preload.cjs'),
    rendererFolder: join(root, 'out', 'renderer'),
    resourcesPath,
    samplesFolder: join(resourcesPath, 'samples'),
    iconPath: join(resourcesPath, 'icons', '256x256.png'),
  }
}
