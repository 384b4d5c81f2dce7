/** Files to import from, wherever they lie: a folder, a zip or memory. */
export interface InputTree {
  /** Relative paths with "/", each once. */
  readonly paths: readonly string[]
  /** The bytes of one file in pieces of any length. Throws what the host throws when it cannot be read. */
  chunks(path: string): AsyncIterable<Uint8Array>
}

/** All bytes of one file. */
export async function readBytes(tree: InputTree, path: string): Promise<Uint8Array> {
  return readHead(tree, path, Number.POSITIVE_INFINITY)
}

/** The first bytes of one file, at least `count` when it is that long. */
export async function readHead(tree: InputTree, path: string, count: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const chunk of tree.chunks(path)) {
    parts.push(chunk)
    length += chunk.length
    if (length >= count) break
  }
  if (parts.length === 1 && parts[0] !== undefined) return parts[0]
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** A tree over files in memory, keyed by path. */
export function memoryTree(files: ReadonlyMap<string, Uint8Array>, chunkBytes = 1 << 16): InputTree {
  return {
    paths: [...files.keys()],
    async *chunks(path) {
      const bytes = files.get(path)
      if (bytes === undefined) throw new RangeError(`there is no file ${path}`)
      for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes)
    },
  }
}

/** The same tree with these files only. */
export function partOfTree(tree: InputTree, keep: (path: string) => boolean): InputTree {
  return { paths: tree.paths.filter(keep), chunks: (path) => tree.chunks(path) }
}
