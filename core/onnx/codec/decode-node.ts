import type { Attribute } from '../attribute'
import type { Graph, Node } from '../graph'
import { floatListOf, readFields, safe, signedListOf, signedOf, stringOf } from '../protobuf/proto-reader'
import type { ProtoField } from '../protobuf/proto-reader'
import { decodeTensor } from './decode-tensor'

/** Decodes the graph inside a graph-valued attribute; passed in so that node and graph files need not import each other. */
export type DecodeGraph = (message: Uint8Array) => Graph

/** Reads a NodeProto. Throws RangeError for attribute types this product does not handle. */
export function decodeNode(message: Uint8Array, decodeGraph: DecodeGraph): Node {
  const inputs: string[] = []
  const outputs: string[] = []
  const attributes = new Map<string, Attribute>()
  let name = ''
  let opType = ''
  let domain = ''
  for (const field of readFields(message)) {
    if (field.number === 1) inputs.push(stringOf(field))
    if (field.number === 2) outputs.push(stringOf(field))
    if (field.number === 3) name = stringOf(field)
    if (field.number === 4) opType = stringOf(field)
    if (field.number === 5) {
      const [key, attribute] = decodeAttribute(field.bytes, decodeGraph)
      attributes.set(key, attribute)
    }
    if (field.number === 7) domain = stringOf(field)
  }
  return { name, opType, domain: domain === 'ai.onnx' ? '' : domain, inputs, outputs, attributes }
}

const ATTRIBUTE_TYPE_FIELD = 20

type AttributeReader = (fields: readonly ProtoField[], decodeGraph: DecodeGraph) => Attribute

const READERS: ReadonlyMap<number, AttributeReader> = new Map<number, AttributeReader>([
  [1, (fields) => ({ type: 'float', value: all(fields, 2).flatMap(floatListOf)[0] ?? 0 })],
  [2, (fields) => ({ type: 'int', value: all(fields, 3).map(signedOf)[0] ?? 0 })],
  [3, (fields) => ({ type: 'string', value: all(fields, 4).map(stringOf)[0] ?? '' })],
  [4, (fields) => ({ type: 'tensor', value: decodeTensor(only(fields, 5)).tensor })],
  [5, (fields, decodeGraph) => ({ type: 'graph', value: decodeGraph(only(fields, 6)) })],
  [6, (fields) => ({ type: 'floats', value: all(fields, 7).flatMap(floatListOf) })],
  [7, (fields) => ({ type: 'ints', value: all(fields, 8).flatMap(signedListOf).map(safe) })],
  [8, (fields) => ({ type: 'strings', value: all(fields, 9).map(stringOf) })],
])

function decodeAttribute(message: Uint8Array, decodeGraph: DecodeGraph): [string, Attribute] {
  const fields = [...readFields(message)]
  const name = all(fields, 1).map(stringOf)[0] ?? ''
  const type = all(fields, ATTRIBUTE_TYPE_FIELD).map(signedOf)[0] ?? 0
  const read = READERS.get(type)
  if (read === undefined) throw new RangeError(`Attribute "${name}" has type ${type}, which is not supported.`)
  return [name, read(fields, decodeGraph)]
}

function all(fields: readonly ProtoField[], number: number): ProtoField[] {
  return fields.filter((field) => field.number === number)
}

function only(fields: readonly ProtoField[], number: number): Uint8Array {
  return all(fields, number)[0]?.bytes ?? new Uint8Array(0)
}
