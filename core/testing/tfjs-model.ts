import type { TfjsFiles } from '#core/formats/models/tfjs/read-graph-model'
import { encodeUtf8 } from '#core/onnx/protobuf/utf8'

/** One node of a test graph: operator, inputs, attributes in short form. */
export interface TestNode {
  readonly op: string
  readonly inputs?: readonly string[]
  /** Text, truth, integer lists, or `{ float }`, `{ int }`, `{ texts }` where a number or list alone would be ambiguous. */
  readonly attributes?: Readonly<Record<string, TestAttribute>>
}

type TestAttribute =
  | string
  | boolean
  | readonly number[]
  | { readonly float: number }
  | { readonly int: number }
  | { readonly texts: readonly string[] }

export interface TestWeight {
  readonly dims: readonly number[]
  readonly values: readonly number[]
  readonly dataType?: 'float32' | 'int32'
}

/** A TensorFlow.js graph model from nodes by name; constants become `Const` nodes with one weight shard. */
export function tfjsModel(nodes: Readonly<Record<string, TestNode>>, constants: Readonly<Record<string, TestWeight>>): TfjsFiles {
  const entries = Object.entries(constants)
  const weights = entries.map(([name, { dims, dataType = 'float32' }]) => ({ name, shape: dims, dtype: dataType }))
  const topology = [
    ...entries.map(([name, { dataType = 'float32' }]) => ({ name, op: 'Const', attr: { dtype: { type: dataType === 'int32' ? 'DT_INT32' : 'DT_FLOAT' } } })),
    ...Object.entries(nodes).map(([name, node]) => ({
      name,
      op: node.op,
      input: node.inputs ?? [],
      attr: Object.fromEntries(Object.entries(node.attributes ?? {}).map(([key, value]) => [key, attributeJson(value)])),
    })),
  ]
  return tfjsFiles(topology, weights, entries.flatMap(([, { values, dataType = 'float32' }]) => [...wordsOf(values, dataType)]))
}

/** The files of a model with this topology and these weight entries over one shard of bytes. */
export function tfjsFiles(node: readonly unknown[], weights: readonly unknown[], bytes: readonly number[]): TfjsFiles {
  const json = { format: 'graph-model', modelTopology: { node }, weightsManifest: [{ paths: ['group1-shard1of1'], weights }] }
  return { modelJson: encodeUtf8(JSON.stringify(json)), shards: new Map([['group1-shard1of1', Uint8Array.from(bytes)]]) }
}

function wordsOf(values: readonly number[], dataType: 'float32' | 'int32'): Uint8Array {
  const data = dataType === 'float32' ? Float32Array.from(values) : Int32Array.from(values)
  return new Uint8Array(data.buffer)
}

function attributeJson(value: TestAttribute): unknown {
  if (typeof value === 'string') return { s: [...encodeUtf8(value)] }
  if (typeof value === 'boolean') return { b: value }
  if ('float' in value) return { f: value.float }
  if ('int' in value) return { i: String(value.int) }
  if ('texts' in value) return { list: { s: value.texts.map((text) => [...encodeUtf8(text)]) } }
  return { list: { i: value.map(String) } }
}
