import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Shell, ShellStart } from '#core/contract/shell'
import { shellCallChannel, shellEventChannels, shellStartArgument, type ShellCallName, type ShellCalls } from '#core/contract/shell-channels'
import { eventRelay } from './event-relay'

function startArgument(): ShellStart {
  const argument = process.argv.find((word) => word.startsWith(shellStartArgument))
  if (argument === undefined) throw new Error('The window was opened without its start.')
  return JSON.parse(decodeURIComponent(argument.slice(shellStartArgument.length))) as ShellStart
}

function call<N extends ShellCallName>(name: N): (...args: Parameters<ShellCalls[N]>) => Promise<Awaited<ReturnType<ShellCalls[N]>>> {
  return (...args) => ipcRenderer.invoke(shellCallChannel(name), ...args) as Promise<Awaited<ReturnType<ShellCalls[N]>>>
}

/** Listens from now on, so that nothing is lost before the page's own listener is there. */
function relay<Payload>(channel: string): (listener: (payload: Payload) => void) => () => void {
  const { send, listen } = eventRelay<Payload>()
  ipcRenderer.on(channel, (_event, payload: Payload) => send(payload))
  return listen
}

const requestEnginePort = call('requestEnginePort')
const restartEngine = call('restartEngine')

const bridge: Shell<File> = {
  platform: process.platform,
  start: startArgument(),
  pathForFile: (file) => webUtils.getPathForFile(file),
  chooseFolders: call('chooseFolders'),
  openProject: call('openProject'),
  newProject: call('newProject'),
  chooseBackupFile: call('chooseBackupFile'),
  chooseLabelFiles: call('chooseLabelFiles'),
  chooseLabelFolders: call('chooseLabelFolders'),
  chooseExportFolder: call('chooseExportFolder'),
  chooseExportArchive: call('chooseExportArchive'),
  chooseReportFile: call('chooseReportFile'),
  saveFile: call('saveFile'),
  savePdf: call('savePdf'),
  samplePhotosFolder: call('samplePhotosFolder'),
  showInFolder: call('showInFolder'),
  copyText: call('copyText'),
  setTheme: call('setTheme'),
  setMenuKeys: call('setMenuKeys'),
  onMenuCommand: relay(shellEventChannels.menuCommand),
  onOpenPaths: relay(shellEventChannels.openPaths),
  engineStatus: call('engineStatus'),
  onEngineStatus: relay(shellEventChannels.engineStatus),
  requestEnginePort: () => void requestEnginePort(),
  restartEngine: () => void restartEngine(),
}

contextBridge.exposeInMainWorld('mobilabel', bridge)

// A port cannot pass the bridge; the page takes it from a message of its own window.
ipcRenderer.on(shellEventChannels.enginePort, ({ ports }) => {
  window.postMessage('engine:port', window.location.origin, [...ports])
})
