import { createHash } from 'node:crypto'
import type { PhotoMatch } from '#core/formats/labels/match-photos'
import type { InputTree } from '#core/formats/labels/tree/input-tree'
import { looksLikePhoto } from '#core/formats/labels/tree/paths'
import type { DatasetImage } from '#core/model/dataset'
import type { LibraryIndex } from './library-index'

/**
 * The photo each image means: by path, by content, by name. Only images whose path says nothing have their file beside the
 * labels hashed, where there is one.
 */
export async function matchImages(
  images: readonly DatasetImage[],
  library: LibraryIndex,
  tree: InputTree,
  beforeFile: () => Promise<void>,
): Promise<ReadonlyMap<string, PhotoMatch>> {
  const wanted = images.map(({ file, contentHash }) => ({ file, ...(contentHash === undefined ? {} : { contentHash }) }))
  const first = library.match(wanted)
  const inTree = new Set(tree.paths)
  const hashes = new Map<string, string>()
  for (const { file, contentHash } of wanted) {
    const match = first.get(file)
    if (contentHash !== undefined || !inTree.has(file) || !looksLikePhoto(file)) continue
    if (match?.kind === 'matched' && match.by === 'path') continue
    await beforeFile()
    hashes.set(file, await hashOf(tree, file))
  }
  if (hashes.size === 0) return first
  return library.match(
    wanted.map((image) => {
      const contentHash = hashes.get(image.file)
      return contentHash === undefined ? image : { ...image, contentHash }
    }),
  )
}

async function hashOf(tree: InputTree, path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of tree.chunks(path)) hash.update(chunk)
  return hash.digest('hex')
}
