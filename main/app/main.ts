import { app } from 'electron'
import { existsSync } from 'node:fs'
import { claimDataFolder } from './data-folder'
import { startDesktopApp } from './desktop-app'
import { launchPaths } from './launch-paths'
import { launchRequestOf } from './launch-request'
import { registerPrivilegedSchemes } from './privileged-schemes'

// Inherited by every process that the app starts.
process.env['ORT_DISABLE_TELEMETRY'] = '1'

registerPrivilegedSchemes()
const data = claimDataFolder(process.env)
const place = { workingFolder: process.cwd(), appPath: app.getAppPath(), exists: existsSync }
const launch = launchRequestOf(launchPaths(process.argv, place))

// One app per data folder; a second start hands its paths to the first and ends.
if (app.requestSingleInstanceLock(launch)) startDesktopApp(data, launch)
else app.quit()
