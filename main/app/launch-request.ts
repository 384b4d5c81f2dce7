import { z } from 'zod'

/** What a start of the app asks for; a second start hands it to the first. */
export const launchRequest = z.object({
  /** Folders and photos to add, absolute. */
  paths: z.array(z.string()),
  /** Project file to open, absolute. */
  projectPath: z.string().nullable(),
})
export type LaunchRequest = z.infer<typeof launchRequest>

/** Sorts paths into a project to open (the last one named) and photos to add. */
export function launchRequestOf(paths: readonly string[]): LaunchRequest {
  const isProject = (path: string): boolean => path.toLowerCase().endsWith('.mobilabel')
  return { paths: paths.filter((path) => !isProject(path)), projectPath: paths.findLast(isProject) ?? null }
}
