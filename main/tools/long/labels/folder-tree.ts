import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { InputTree } from '#core/formats/labels/tree/input-tree'

/** All files under a folder. */
export async function folderTree(folder: string): Promise<InputTree> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
  return { paths: paths.sort(), chunks: (path) => createReadStream(join(folder, path), { highWaterMark: 1 << 18 }) }
}
