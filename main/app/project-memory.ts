import { z } from 'zod'
import { smallJsonFile } from './small-json-file'

const shape = z.object({ recent: z.array(z.string()) })
const keptProjects = 10

/** Which projects were open before; the newest first. */
export interface ProjectMemory {
  /** True until a project has been opened once. */
  readonly firstStart: boolean
  /** The project to open at start: the newest that is still there, else the default one. */
  startProject(): string
  /** Puts a project that has opened at the front. */
  opened(path: string): void
}

/** Remembers projects in a small file; `exists` tells whether a project file is still there. */
export function projectMemory(file: string, defaultProject: string, exists: (path: string) => boolean): ProjectMemory {
  const stored = smallJsonFile(file, shape)
  const before = stored.read()
  let recent: readonly string[] = before?.recent ?? []
  return {
    firstStart: before === null,
    startProject: () => recent.find(exists) ?? defaultProject,
    opened: (path) => {
      recent = [path, ...recent.filter((other) => other !== path)].slice(0, keptProjects)
      stored.write({ recent: [...recent] })
    },
  }
}
