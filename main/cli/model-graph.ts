import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { AppError } from '#core/contract/errors'
import { decodeModel } from '#core/onnx/codec/decode-model'
import type { Graph } from '#core/onnx/graph'
import { mapFileError } from '../engine/map-file-error'
import { modelsPath, resourcesPath } from './engine-session'

/**
 * The graph of an ONNX file, or of a model by its id.
 * Throws AppError `not-found`, `cannot-read`, or `unsupported-model` when the bytes are no ONNX model.
 */
export async function readModelGraph(fileOrId: string): Promise<Graph> {
  const known = fileOrId.includes('/') ? [] : [join(resourcesPath, 'models', `${fileOrId}.onnx`), join(modelsPath(), fileOrId, 'model.onnx')]
  const path = known.find((file) => existsSync(file)) ?? resolve(fileOrId)
  const bytes = await readFile(path).catch((error: unknown) => {
    throw mapFileError(error, path, 'cannot-read')
  })
  try {
    return decodeModel(bytes)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new AppError('unsupported-model', `${path} is no ONNX model that can be read: ${reason}`, { hint: 'See the list of models: mobilabel models', cause: error })
  }
}
