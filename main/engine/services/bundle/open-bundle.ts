import { manifestName, parseManifest, type BundleManifest } from '#core/bundle/manifest'
import { AppError } from '#core/contract/errors'
import type { InputTree } from '#core/formats/labels/tree/input-tree'
import { openInputTree } from '../datasets/files/open-input-tree'

export interface OpenBundle {
  readonly manifest: BundleManifest
  readonly paths: readonly string[]
  read(path: string): Promise<Uint8Array>
}

/** A bundle, folder or zip. Throws AppError `not-found` or `cannot-read`, `bad-input` when it is no bundle. */
export async function openBundle(path: string): Promise<OpenBundle> {
  const { tree } = await openInputTree([path])
  if (!tree.paths.includes(manifestName)) throw new AppError('bad-input', `"${path}" is no bundle: it has no ${manifestName} at its top.`, { hint: 'Choose the folder or zip file that was exported.' })
  const text = Buffer.from(await readWhole(tree, manifestName)).toString('utf8')
  try {
    return { manifest: parseManifest(text), paths: tree.paths, read: (name) => readWhole(tree, name) }
  } catch (error) {
    throw new AppError('bad-input', `${manifestName} in "${path}" is not as it should be (${error instanceof Error ? error.message : String(error)}).`, { hint: 'Export the model again.', cause: error })
  }
}

async function readWhole(tree: InputTree, path: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of tree.chunks(path)) pieces.push(piece)
  return Buffer.concat(pieces)
}
