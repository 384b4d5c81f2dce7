import type { Connection } from './connection'
import { searchKey } from './natural-key'

/** A class of one model file as the project numbers it. */
export interface ModelClass {
  readonly modelKey: number
  readonly classIndex: number
  readonly modelId: string
  readonly name: string
}

/** Every class of every model file that was ever used, of one model when `modelId` is given. */
export function modelClasses(connection: Connection, modelId: string | undefined): ModelClass[] {
  return connection.all<ModelClass>(
    `SELECT model_key AS modelKey, class_index AS classIndex, model_id AS modelId, name FROM model_classes JOIN models USING (model_key)
     WHERE :modelId IS NULL OR model_id = :modelId`,
    { modelId: modelId ?? null },
  )
}

/** True when a word of the class name starts with the given text, e.g. "light" for "traffic light". */
export function hasWordStarting(name: string, start: string): boolean {
  const wanted = searchKey(start)
  return searchKey(name)
    .split(/[^\p{L}\p{N}]+/u)
    .some((word) => word.startsWith(wanted))
}
