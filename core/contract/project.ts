import { z } from 'zod'
import { command } from '#core/contract/command'
import { photoOrders } from '#core/contract/filter'

export interface ProjectInfo {
  readonly path: string
  readonly name: string
  readonly photos: number
  readonly folders: number
  readonly schemaVersion: number
  readonly readOnly: boolean
}

/** Facts for "copy diagnostics". */
export interface Diagnostics {
  readonly appVersion: string
  readonly sqliteVersion: string
  readonly onnxRuntimeVersion: string
  readonly decoder: string
  readonly workers: number
  readonly cores: number
  readonly platform: string
}

/** What the app remembers between starts, all optional: a missing value means the default. */
export const settingsShape = z.object({
  theme: z.enum(['system', 'light', 'dark']).optional(),
  threshold: z.number().min(0).max(1).optional(),
  gridSizePx: z.number().min(80).max(480).optional(),
  showBoxes: z.boolean().optional(),
  showMasks: z.boolean().optional(),
  showTags: z.boolean().optional(),
  railCollapsed: z.boolean().optional(),
  inspectorHidden: z.boolean().optional(),
  runModelIds: z.array(z.string()).optional(),
  sortBy: z.enum(photoOrders).optional(),
  sortDirection: z.enum(['ascending', 'descending']).optional(),
  /** Keys that a person gave to actions of the window, by the action's name. */
  actionKeys: z.record(z.string().max(80), z.string().min(1).max(40)).optional(),
  /** Scan a folder again by itself when something in it changes. Off by default. */
  watchFolders: z.boolean().optional(),
})
export type Settings = z.infer<typeof settingsShape>

export const projectCommands = {
  'project.info': command(z.object({})).returns<ProjectInfo>(),
  'project.check': command(z.object({})).returns<{ readonly ok: boolean; readonly problems: readonly string[] }>(),
  'project.backup': command(z.object({ path: z.string() })).returns<{ readonly bytes: number }>(),
  'project.compact': command(z.object({})).returns<{ readonly bytesBefore: number; readonly bytesAfter: number }>(),
  'settings.get': command(z.object({})).returns<Settings>(),
  /** Merges the given values into the remembered ones. */
  'settings.set': command(settingsShape).returns<Settings>(),
  'diagnostics.get': command(z.object({})).returns<Diagnostics>(),
} as const
