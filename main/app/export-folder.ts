import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { plainFileName } from './plain-file-name'

/**
 * Where an export goes when a person chose a folder: the folder itself when it is empty or has the proposed name (an
 * earlier export), otherwise the proposed name inside it. @throws the file system's error when the folder cannot be read
 */
export function exportFolder(chosen: string, proposedName: string): string {
  const name = plainFileName(proposedName)
  const isOwn = basename(chosen) === name || !existsSync(chosen) || readdirSync(chosen).length === 0
  return isOwn ? chosen : join(chosen, name)
}
