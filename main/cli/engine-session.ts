import { existsSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { AppError } from '#core/contract/errors'
import type { EngineClient } from '#core/contract/index'
import { appVersion } from '../engine/app-version'
import { createEngine } from '../engine/engine'
import { localClient } from '../engine/local-client'
import { shippedResources } from './shipped-resources'

export interface EngineSession {
  readonly client: EngineClient
  readonly projectPath: string
  close(): Promise<void>
}

/** The folder where the app keeps projects and caches when nothing else is said; MOBILABEL_DATA overrides it. */
export function dataFolder(environment: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  const override = environment['MOBILABEL_DATA']
  if (override !== undefined && override !== '') return resolve(override)
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Mobilabel')
  if (platform === 'win32') return join(environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Mobilabel')
  return join(environment['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'Mobilabel')
}

/** Project of the command line when none is named: its own, so that it never waits for an open window. */
export function defaultProjectPath(): string {
  return join(dataFolder(), 'projects', 'Command line.mobilabel')
}

const outFolder = import.meta.dirname
export const resourcesPath = shippedResources(outFolder)

/** Folder of the models made on this machine. */
export function modelsPath(): string {
  return join(dataFolder(), 'models')
}

/** As `openEngine`, for commands that look at a project and must not make one by a spelling mistake. */
export async function openExistingProject(projectPath: string | undefined): Promise<EngineSession> {
  const path = resolveProjectPath(projectPath)
  if (!existsSync(path)) {
    throw new AppError('not-found', `There is no project "${path}".`, { hint: 'Name one with --project FILE; annotate makes it.' })
  }
  return openEngine(path)
}

function resolveProjectPath(projectPath: string | undefined): string {
  return projectPath === undefined ? defaultProjectPath() : resolve(projectPath)
}

/** Opens the engine in this process on a project file, creating the file when it is missing. */
export async function openEngine(projectPath: string | undefined): Promise<EngineSession> {
  const path = resolveProjectPath(projectPath)
  mkdirSync(dirname(path), { recursive: true })
  const engine = await createEngine({
    projectPath: path,
    cachePath: join(dataFolder(), 'picture-cache'),
    modelsPath: modelsPath(),
    resourcesPath,
    workerPath: join(outFolder, 'worker.js'),
    appVersion,
  })
  return { client: localClient(engine), projectPath: path, close: () => engine.close() }
}
