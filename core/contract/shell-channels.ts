import type { Shell } from '#core/contract/shell'

/** Functions of the Shell that the app process answers, each on the channel `shell:NAME`. */
export const shellCallNames = [
  'chooseFolders',
  'openProject',
  'newProject',
  'chooseBackupFile',
  'chooseLabelFiles',
  'chooseLabelFolders',
  'chooseExportFolder',
  'chooseExportArchive',
  'chooseReportFile',
  'saveFile',
  'savePdf',
  'samplePhotosFolder',
  'showInFolder',
  'copyText',
  'setTheme',
  'setMenuKeys',
  'engineStatus',
  'requestEnginePort',
  'restartEngine',
] as const satisfies readonly (keyof Shell<never>)[]

export type ShellCallName = (typeof shellCallNames)[number]

/** The app process's side: the same functions, the answer now or later. */
export type ShellCalls = {
  readonly [N in ShellCallName]: (
    ...args: Parameters<Shell<never>[N]>
  ) => Awaited<ReturnType<Shell<never>[N]>> | Promise<Awaited<ReturnType<Shell<never>[N]>>>
}

export function shellCallChannel(name: ShellCallName): string {
  return `shell:${name}`
}

/** What the app process sends to the window unasked. */
export const shellEventChannels = {
  menuCommand: 'shell-event:menu-command',
  openPaths: 'shell-event:open-paths',
  engineStatus: 'shell-event:engine-status',
  /** Carries one MessagePort and no data. */
  enginePort: 'engine:port',
} as const

/** Prefix of the window's start argument: JSON of ShellStart, percent-encoded. */
export const shellStartArgument = '--mobilabel-start='
