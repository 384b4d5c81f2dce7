import type { InputTree } from './input-tree'
import { baseName, folderOf, joinPath, looksLikePhoto, plainPath, withoutExtension } from './paths'
import { splitOfPath } from './split-of-path'

/** Finds the photos of a tree that label files speak of by all kinds of names. */
export class PhotoIndex {
  private readonly paths = new Set<string>()
  private readonly byName = new Map<string, string[]>()
  private readonly byStem = new Map<string, string[]>()

  constructor(tree: Pick<InputTree, 'paths'>) {
    for (const path of tree.paths) {
      if (!looksLikePhoto(path)) continue
      this.paths.add(path)
      addTo(this.byName, baseName(path), path)
      addTo(this.byStem, baseName(withoutExtension(path)), path)
    }
  }

  has(path: string): boolean {
    return this.paths.has(path)
  }

  /**
   * Path in the tree of the photo that `labelFile` calls `name`, or the name as it is written when the photo is not there
   * or cannot be told for certain. `part` is a folder or part name the label file gives besides.
   */
  locate(labelFile: string, name: string, part = ''): string {
    const written = plainPath(name)
    const folder = folderOf(labelFile)
    const nearby = [written, `images/${part}/${written}`, `../images/${written}`, `../${written}`].map((path) => joinPath(folder, path)).concat(written)
    const direct = nearby.find((path) => this.paths.has(path))
    if (direct !== undefined && part === '') return direct
    const known = looksLikePhoto(written) ? this.byName.get(baseName(written)) : this.byStem.get(baseName(written))
    const matching = (known ?? []).filter((path) => endsWithPath(looksLikePhoto(written) ? path : withoutExtension(path), written))
    if (part !== '') {
      const inPart = matching.filter((path) => path.toLowerCase().split('/').includes(part.toLowerCase()))
      if (inPart.length === 1 && inPart[0] !== undefined) return inPart[0]
    }
    if (direct !== undefined) return direct
    if (matching.length === 1 && matching[0] !== undefined) return matching[0]
    const inSplit = matching.filter((path) => splitOfPath(folderOf(path)) === splitOfPath(labelFile))
    return inSplit.length === 1 && inSplit[0] !== undefined ? inSplit[0] : written
  }

  /** The photo whose path without extension is this one; null when there is none or several. */
  withStem(stem: string): string | null {
    const matching = (this.byStem.get(baseName(stem)) ?? []).filter((path) => withoutExtension(path) === stem)
    return matching.length === 1 ? (matching[0] ?? null) : null
  }
}

function endsWithPath(path: string, end: string): boolean {
  return path === end || path.endsWith(`/${end}`)
}

function addTo(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}
