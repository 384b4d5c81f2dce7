import { AppError } from '#core/contract/errors'
import type { TfjsFiles } from '#core/formats/models/tfjs/read-graph-model'
import { shardPaths } from '#core/formats/models/tfjs/read-graph-model'

/** The TensorFlow.js model in one folder of a package. Throws AppError `cannot-read` when its model.json is missing. */
export function tfjsFilesOf(files: ReadonlyMap<string, Uint8Array>, folder: string): TfjsFiles {
  const modelJson = files.get(`${folder}/model.json`)
  if (modelJson === undefined) throw new AppError('cannot-read', `The package has no ${folder}/model.json.`)
  const shards = new Map<string, Uint8Array>()
  for (const path of shardPaths(modelJson)) {
    const bytes = files.get(`${folder}/${path}`)
    if (bytes !== undefined) shards.set(path, bytes)
  }
  return { modelJson, shards }
}
