import { dirname, join, resolve } from 'node:path'

/**
 * The folder with models/ and labels/ that belongs to a built command line: beside the archive in an installed app,
 * else in the project folder.
 * @param outFolder folder of the built script, `out/main` below the app's root
 */
export function shippedResources(outFolder: string): string {
  const root = resolve(outFolder, '..', '..')
  return root.endsWith('.asar') ? dirname(root) : join(root, 'resources')
}
