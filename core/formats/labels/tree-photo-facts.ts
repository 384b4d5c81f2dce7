import type { Inflate } from '#core/formats/images/sniff-result'
import { sniffImage } from '#core/formats/images/sniff'
import type { PhotoFacts } from './label-format'
import type { InputTree } from './tree/input-tree'
import { readHead } from './tree/input-tree'
import { looksLikePhoto } from './tree/paths'

const headBytes = 1 << 16
/** No header lies further in. */
const mostBytes = 1 << 24

/** Facts of the photos that lie in the tree itself, read from their headers; null for names that are not there or no photo. */
export function treePhotoFacts(tree: InputTree, inflate: Inflate): (file: string) => Promise<PhotoFacts | null> {
  const paths = new Set(tree.paths)
  return async (file) => {
    if (!paths.has(file) || !looksLikePhoto(file)) return null
    for (let bytes = headBytes; ; bytes *= 4) {
      const head = await readHead(tree, file, bytes)
      const isAll = head.length < bytes || bytes >= mostBytes
      const found = sniffImage(head, isAll ? head.length : Number.MAX_SAFE_INTEGER, { inflate })
      if (found.kind === 'image') return { stored: found.header.stored, orientation: found.header.orientation }
      if (found.kind === 'refused' || isAll) return null
    }
  }
}
