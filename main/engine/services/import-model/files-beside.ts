import { readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AppError } from '#core/contract/errors'
import type { ReadExternal } from '#core/onnx/codec/external-data'
import { mapFileError } from '../../map-file-error'

const mostBytes = 2 ** 30

/** Files that a model keeps its weights in, in its own folder. Read at once: the reader of models cannot wait, and has a thread of its own. */
export class FilesBeside {
  readonly #folder: string
  readonly #known = new Map<string, Uint8Array>()

  constructor(modelPath: string) {
    this.#folder = dirname(modelPath)
  }

  /** Throws AppError `unsupported-model` for a place outside the folder or the file, and what the disk reports. */
  readonly read: ReadExternal = ({ location, offset, length }, tensorName) => {
    const bytes = this.#known.get(location) ?? this.#load(location, tensorName)
    const end = length === null ? bytes.length : offset + length
    if (!(Number.isSafeInteger(offset) && offset >= 0 && end >= offset && end <= bytes.length)) {
      throw new AppError('unsupported-model', `Tensor "${tensorName}" asks for bytes ${offset} to ${end} of "${location}", which has ${bytes.length}.`, { hint: 'Check that both files belong together and are whole.' })
    }
    return bytes.subarray(offset, end)
  }

  /** Everything that was read. */
  files(): readonly Uint8Array[] {
    return [...this.#known.values()]
  }

  #load(location: string, tensorName: string): Uint8Array {
    if (location === '' || /^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)/u.test(location)) {
      throw new AppError('unsupported-model', `Tensor "${tensorName}" keeps its data in "${location}", outside the folder of the model.`)
    }
    const path = join(this.#folder, location)
    try {
      if (statSync(path).size > mostBytes) throw new AppError('unsupported-model', `${path} is larger than ${mostBytes / 2 ** 20} MB.`)
      const bytes = readFileSync(path)
      this.#known.set(location, bytes)
      return bytes
    } catch (error) {
      throw mapFileError(error, path, 'cannot-read')
    }
  }
}
