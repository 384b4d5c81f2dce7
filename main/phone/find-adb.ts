import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

const usualFolders: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['Android/Sdk/platform-tools', 'android-sdk/platform-tools'],
  darwin: ['Library/Android/sdk/platform-tools'],
  win32: ['AppData/Local/Android/Sdk/platform-tools'],
}
const systemFolders: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['/usr/lib/android-sdk/platform-tools', '/opt/android-sdk/platform-tools'],
  darwin: ['/opt/homebrew/bin', '/usr/local/bin'],
}

/** The person's own adb: on the search path, where Android's variables point, or in the usual folders; null when there is none. */
export async function findAdb(environment: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): Promise<string | null> {
  const name = platform === 'win32' ? 'adb.exe' : 'adb'
  const sdks = [environment['ANDROID_HOME'], environment['ANDROID_SDK_ROOT']].flatMap((root) => (root ? [join(root, 'platform-tools')] : []))
  const home = environment['HOME'] ?? environment['USERPROFILE'] ?? homedir()
  const folders = [
    ...(environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== ''),
    ...sdks,
    ...(usualFolders[platform] ?? []).map((folder) => join(home, folder)),
    ...(systemFolders[platform] ?? []),
  ]
  for (const folder of folders) {
    const path = join(folder, name)
    if (await isRunnable(path)) return path
  }
  return null
}

async function isRunnable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    return true
  } catch {
    // Not there, or not for us: the next folder may have one.
    return false
  }
}
