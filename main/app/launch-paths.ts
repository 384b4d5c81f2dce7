import { resolve } from 'node:path'

export interface LaunchPaths {
  /** Absolute paths to add as folders. */
  readonly paths: readonly string[]
  /** What was named after "--" and is not there, as typed. */
  readonly missing: readonly string[]
}

export interface LaunchPlace {
  /** Folder that relative paths start from. */
  readonly workingFolder: string
  /** The app's own folder; when it is named on the command line (`electron .`), the arguments start after it. */
  readonly appPath: string
  readonly exists: (path: string) => boolean
}

/**
 * Finds photo paths on a command line whose first word is the program. Words after "--" are paths;
 * before it, words without a leading dash that exist. Switches of Chromium and Node are passed over.
 */
export function launchPaths(words: readonly string[], place: LaunchPlace): LaunchPaths {
  const { workingFolder, appPath, exists } = place
  const absolute = (word: string): string => resolve(workingFolder, word)
  const appIndex = words.findIndex((word, index) => index > 0 && absolute(word) === appPath)
  const given = words.slice(appIndex === -1 ? 1 : appIndex + 1)
  const divider = given.indexOf('--')
  const loose = (divider === -1 ? given : given.slice(0, divider)).filter((word) => word !== '' && !word.startsWith('-'))
  const plain = divider === -1 ? [] : given.slice(divider + 1).filter((word) => word !== '')
  const found = [...loose, ...plain].map(absolute).filter(exists)
  return { paths: [...new Set(found)], missing: plain.filter((word) => !exists(absolute(word))) }
}
