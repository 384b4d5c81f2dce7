import { rmSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Takes out what Electron's folder has for development: the app that starts others, and the set-up's list of files.
 * @param {{ appOutDir: string, packager: { getResourcesDir(appOutDir: string): string } }} context
 */
export function afterPack({ appOutDir, packager }) {
  rmSync(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true })
  rmSync(join(appOutDir, 'mobilabel-files.json'), { force: true })
}
