import { app, Menu, session } from 'electron'
import { existsSync } from 'node:fs'
import type { MenuKeys } from '#core/contract/shell'
import { shellEventChannels } from '#core/contract/shell-channels'
import { appMenu } from './app-menu'
import { builtFiles } from './built-files'
import type { DataFolder } from './data-folder'
import { launchRequest, launchRequestOf, type LaunchRequest } from './launch-request'
import { openLogFile, type LogFile } from './log-file'
import { MainWindow } from './main-window'
import { servePage } from './page-protocol'
import { servePhotos } from './photo-protocol'
import { projectMemory } from './project-memory'
import { shellCalls } from './shell-calls'
import { shellDialogs } from './shell-dialogs'
import { serveShell } from './shell-ipc'
import { lockEveryPage, lockSession } from './web-security'
import { WindowEngine } from './window-engine'
import { workDisplay } from './work-display'
import { workIndicator } from './work-indicator'

/** Runs the app with its one window until it is quit. Called once, before the app is ready. */
export function startDesktopApp(data: DataFolder, launch: LaunchRequest): void {
  const log = openLogFile(data.logPath)
  logFaults(log)
  lockEveryPage((text) => log.write('page', text))
  const early = collectEarlyPaths()
  app.on('window-all-closed', () => app.quit())
  app
    .whenReady()
    .then(() => open(data, merge(launch, early.take()), log))
    .catch((error: unknown) => {
      log.write('app', `cannot start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
      app.exit(1)
    })
}

async function open(data: DataFolder, launch: LaunchRequest, log: LogFile): Promise<void> {
  log.write('app', `Mobilabel ${app.getVersion()}, Electron ${process.versions.electron}, ${process.platform} ${process.arch}`)
  const files = builtFiles()
  const memory = projectMemory(data.projectMemoryFile, data.defaultProjectPath, existsSync)
  const { firstStart } = memory
  const engine = new WindowEngine({
    projectPath: launch.projectPath ?? memory.startProject(),
    memory,
    files,
    data,
    log: (text) => log.write('engine', text),
  })
  stopEngineBeforeQuit(engine)

  lockSession(session.defaultSession, (text) => log.write('page', text))
  servePage(session.defaultSession, files.rendererFolder)
  servePhotos(session.defaultSession, engine.link)

  const window = new MainWindow({
    preloadPath: files.preloadPath,
    iconPath: files.iconPath,
    memoryFile: data.windowFile,
    start: { paths: launch.paths, firstStart },
    log: (text) => log.write('page', text),
  })
  engine.show(window)
  const dialogs = shellDialogs(() => window.browserWindow, data.projectsFolder)
  const showMenu = (keys: MenuKeys): void => showAppMenu(window, keys)
  serveShell(shellCalls({ window: () => window, engine, dialogs, data, files, showMenu, log: (text) => log.write('page', text) }), ({ sender }) => window.owns(sender))
  showMenu({})
  showWork(engine, window)
  takeLaterLaunches((request) => {
    window.focus()
    if (request.projectPath !== null) void engine.open(request.projectPath)
    if (request.paths.length > 0) window.whenLoaded((page) => page.send(shellEventChannels.openPaths, request.paths))
  })

  await engine.tryAgain()
  await window.load()
}

function showAppMenu(window: MainWindow, keys: MenuKeys): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      appMenu({
        platform: process.platform,
        developer: !app.isPackaged,
        keys,
        send: (command) => window.whenLoaded((page) => page.send(shellEventChannels.menuCommand, command)),
      }),
    ),
  )
}

function showWork(engine: WindowEngine, window: MainWindow): void {
  const indicator = workIndicator(workDisplay(window))
  engine.link.on('job.changed', ({ job }) => indicator.jobChanged(job))
  engine.onStatus(() => indicator.clear())
}

/** Closes the project in order first; the app then ends whatever the engine did. */
function stopEngineBeforeQuit(engine: WindowEngine): void {
  app.on('will-quit', (event) => {
    event.preventDefault()
    void engine.stop().finally(() => app.exit(0))
  })
}

/** Second starts, and on macOS files dropped on the icon. */
function takeLaterLaunches(handle: (request: LaunchRequest) => void): void {
  app.on('second-instance', (_event, _words, _folder, data) => {
    const request = launchRequest.safeParse(data)
    if (request.success) handle(request.data)
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    handle(launchRequestOf([path]))
  })
}

/** macOS names the files of a start before the app is ready. */
function collectEarlyPaths(): { take(): LaunchRequest } {
  const paths: string[] = []
  const collect = (event: { preventDefault(): void }, path: string): void => {
    event.preventDefault()
    paths.push(path)
  }
  app.on('open-file', collect)
  return {
    take: () => {
      app.off('open-file', collect)
      return launchRequestOf(paths)
    },
  }
}

function merge(first: LaunchRequest, second: LaunchRequest): LaunchRequest {
  return { paths: [...first.paths, ...second.paths], projectPath: second.projectPath ?? first.projectPath }
}

function logFaults(log: LogFile): void {
  process.on('uncaughtExceptionMonitor', (error) => log.write('app', `fault: ${error.stack ?? error.message}`))
  process.on('unhandledRejection', (reason) => log.write('app', `fault: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`))
}
