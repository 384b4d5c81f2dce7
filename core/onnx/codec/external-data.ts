import type { ProtoField } from '../protobuf/proto-reader'
import { readFields, stringOf } from '../protobuf/proto-reader'

/** Where a tensor's bytes lie outside the model file (TensorProto.external_data, onnx.proto). */
export interface ExternalPlace {
  /** Path relative to the folder of the model. */
  readonly location: string
  readonly offset: number
  /** null takes everything from the offset on. */
  readonly length: number | null
}

/** Gives the bytes at a place outside the model file; throws when they cannot be had. */
export type ReadExternal = (place: ExternalPlace, tensorName: string) => Uint8Array

/** Refuses: for models that have to be one file. */
export const refuseExternal: ReadExternal = (_place, name) => {
  throw new RangeError(`Tensor "${name}" keeps its data in another file, which is not supported.`)
}

/** The place from its key and value entries. Throws RangeError when it names none. */
export function externalPlace(entries: readonly ProtoField[], tensorName: string): ExternalPlace {
  const values = new Map(entries.map(({ bytes }) => entryOf(bytes)))
  const location = values.get('location')
  if (location === undefined) throw new RangeError(`Tensor "${tensorName}" does not say in which file its data is.`)
  const number = (key: string): number | null => (values.has(key) ? Number(values.get(key)) : null)
  return { location, offset: number('offset') ?? 0, length: number('length') }
}

function entryOf(message: Uint8Array): readonly [string, string] {
  const fields = [...readFields(message)]
  const text = (wanted: number): string => fields.filter(({ number }) => number === wanted).map(stringOf)[0] ?? ''
  return [text(1), text(2)]
}
