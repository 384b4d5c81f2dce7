import { resolve } from 'node:path'

export interface LaunchPlace {
  /** Folder that relative paths start from. */
  readonly workingFolder: string
  /** The app's own folder; when it is named on the command line (`electron .`), the arguments start after it. */
  readonly appPath: string
  readonly exists: (path: string) => boolean
}

/**
 * Finds photo paths on a command line whose first word is the program. All words after "--" are paths, so that a
 * mistyped one is told later; before it, only words without a leading dash that exist. Switches are passed over.
 */
export function launchPaths(words: readonly string[], { workingFolder, appPath, exists }: LaunchPlace): readonly string[] {
  const absolute = (word: string): string => resolve(workingFolder, word)
  const appIndex = words.findIndex((word, index) => index > 0 && absolute(word) === appPath)
  const given = words.slice(appIndex === -1 ? 1 : appIndex + 1)
  const divider = given.indexOf('--')
  const loose = divider === -1 ? given : given.slice(0, divider)
  const plain = divider === -1 ? [] : given.slice(divider + 1)
  const found = loose.filter((word) => word !== '' && !word.startsWith('-') && exists(absolute(word)))
  return [...new Set([...found, ...plain.filter((word) => word !== '')].map(absolute))]
}
