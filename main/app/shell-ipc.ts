import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import { z } from 'zod'
import { menuCommands, themes } from '#core/contract/shell'
import { shellCallChannel, shellCallNames, type ShellCallName, type ShellCalls } from '#core/contract/shell-channels'
import { isPageAddress } from './web-security'

const proposedName = z.string().min(1).max(300)
const mostSavedBytes = 200_000_000

/** The page is checked like any stranger: a fault there must not reach the system. */
const argumentShapes = {
  chooseFolders: z.tuple([]),
  openProject: z.tuple([]),
  newProject: z.tuple([]),
  chooseBackupFile: z.tuple([]),
  chooseLabelFiles: z.tuple([]),
  chooseLabelFolders: z.tuple([]),
  chooseExportFolder: z.tuple([proposedName]),
  chooseExportArchive: z.tuple([proposedName]),
  chooseReportFile: z.tuple([proposedName.regex(/\.(?:csv|html)$/)]),
  saveFile: z.tuple([
    proposedName.regex(/\.(?:png|csv|html)$/),
    z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.byteLength <= mostSavedBytes, 'must be the bytes of a file'),
  ]),
  savePdf: z.tuple([proposedName.regex(/\.pdf$/), z.string().max(50_000_000)]),
  samplePhotosFolder: z.tuple([]),
  showInFolder: z.tuple([z.string().min(1).max(32_767)]),
  copyText: z.tuple([z.string().max(10_000_000)]),
  setTheme: z.tuple([z.enum(themes)]),
  setMenuKeys: z.tuple([z.partialRecord(z.enum(menuCommands), z.string().max(40))]),
  engineStatus: z.tuple([]),
  requestEnginePort: z.tuple([]),
  restartEngine: z.tuple([]),
} as const satisfies { readonly [N in ShellCallName]: z.ZodType<Parameters<ShellCalls[N]>> }

/** Answers the window's calls. Only the page at app://bundle, in the main frame of a window that `isOurs`, is heard. */
export function serveShell(calls: ShellCalls, isOurs: (event: IpcMainInvokeEvent) => boolean): void {
  for (const name of shellCallNames) {
    const call = calls[name] as (...args: readonly unknown[]) => unknown
    ipcMain.handle(shellCallChannel(name), (event, ...args: readonly unknown[]) => {
      const frame = event.senderFrame
      if (frame === null || frame.parent !== null || !isPageAddress(frame.url) || !isOurs(event)) throw new Error('This page may not call the app.')
      return call(...argumentShapes[name].parse(args))
    })
  }
}
