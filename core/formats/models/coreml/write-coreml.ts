import { AppError } from '#core/contract/errors'
import type { Graph, ValueInfo } from '#core/onnx/graph'
import { ProtoWriter } from '#core/onnx/protobuf/proto-writer'
import { encodeUtf8 } from '#core/onnx/protobuf/utf8'
import { inferShapes } from '#core/onnx/shapes/infer-shapes'
import { float32Tensor, tensorNumbers } from '#core/onnx/tensor'
import { fixBatch } from '#core/quantize/probe/fix-batch'
import { addOperation } from './add-operation'
import { writeNamedType } from './mil-value'
import type { FloatType } from './program-builder'
import { ProgramBuilder } from './program-builder'

/** iOS 15 and macOS 12: the first that run programs. */
const SPECIFICATION_VERSION = 6
const OPSET = 'CoreML5'
const ARRAY_FLOAT32 = 65568
const MODEL_ITEM = '5d0ab4b6-40a1-4a4f-9d6b-6f2f3a5f8c01'
const WEIGHTS_ITEM = '5d0ab4b6-40a1-4a4f-9d6b-6f2f3a5f8c02'

export interface CoremlOptions {
  /** Type of weights and inner values; inputs and outputs are float32 arrays. */
  readonly floatType: FloatType
}

/**
 * The files of a Core ML package (.mlpackage, mlprogram for iOS 15) by path within it; it computes the graph for one photo.
 * Inputs and outputs are float32 arrays with the names, order and extents of the graph (N, C, H, W).
 * Throws AppError `unsupported-model` naming the operator that cannot be written and why.
 */
export function writeCoreml(source: Graph, { floatType }: CoremlOptions): ReadonlyMap<string, Uint8Array> {
  const graph = fixBatch(source)
  const builder = new ProgramBuilder(floatType)
  const dimsOf = knownDims(graph)
  const names = new Map<string, string>()
  for (const { name } of graph.inputs) names.set(name, cast(builder, name, floatType, dimsOf(name), name))
  const read = (value: string | undefined): string => {
    const known = names.get(value ?? '')
    if (known !== undefined) return known
    const constant = graph.initializers.get(value ?? '')
    if (constant === undefined) throw new AppError('unsupported-model', `The value "${value ?? ''}" is read before it is computed.`)
    const added = builder.floats(constant.dims, float32Tensor(constant.dims, tensorNumbers(constant)).data)
    names.set(value ?? '', added)
    return added
  }
  for (const node of graph.nodes) {
    const [value = ''] = node.outputs
    const output = { type: floatType, dims: dimsOf(value) }
    names.set(value, addOperation({ node, builder, read, constant: (input) => graph.initializers.get(input ?? ''), output }))
  }
  for (const { name } of graph.outputs) {
    const type = { type: 'float32', dims: dimsOf(name) } as const
    if (floatType === 'float32') builder.add('identity', { x: [read(name)] }, type, checked(name))
    else builder.add('cast', { x: [read(name)], dtype: [builder.text('fp32')] }, type, checked(name))
  }
  return new Map([
    ['Manifest.json', encodeUtf8(manifest())],
    ['Data/com.apple.CoreML/model.mlmodel', encodeModel(graph, builder, dimsOf)],
    ['Data/com.apple.CoreML/weights/weight.bin', builder.weights.finish()],
  ])
}

function cast(builder: ProgramBuilder, value: string, type: FloatType, dims: readonly number[], name: string): string {
  return type === 'float32' ? checked(name) : builder.add('cast', { x: [checked(value)], dtype: [builder.text('fp16')] }, { type, dims })
}

/** Core ML's names are identifiers. */
function checked(name: string): string {
  if (/^[A-Za-z_]\w*$/.test(name)) return name
  throw new AppError('unsupported-model', `"${name}" cannot name an input or output of a Core ML model; letters, digits and _ can.`)
}

function knownDims(graph: Graph): (value: string) => readonly number[] {
  const infos: ReadonlyMap<string, ValueInfo> = inferShapes(graph)
  return (value) => {
    const dims = infos.get(value)?.dims ?? null
    const known = (dims ?? []).filter((dim) => typeof dim === 'number')
    if (dims !== null && known.length === dims.length) return known
    throw new AppError('unsupported-model', `The extents of "${value}" must be known to write a Core ML model.`)
  }
}

function encodeModel(graph: Graph, builder: ProgramBuilder, dimsOf: (value: string) => readonly number[]): Uint8Array {
  const model = new ProtoWriter()
  model.varint(1, SPECIFICATION_VERSION)
  model.message(2, (description) => {
    for (const { name } of graph.inputs) description.message(1, (feature) => writeFeature(feature, name, dimsOf(name)))
    for (const { name } of graph.outputs) description.message(10, (feature) => writeFeature(feature, name, dimsOf(name)))
  })
  model.message(502, (program) => {
    program.varint(1, 1)
    program.message(2, (entry) => {
      entry.string(1, 'main')
      entry.message(2, (main) => {
        for (const { name } of graph.inputs) main.message(1, (input) => writeNamedType(input, name, { type: 'float32', dims: dimsOf(name) }))
        main.string(2, OPSET)
        main.message(3, (blocks) => {
          blocks.string(1, OPSET)
          blocks.message(2, (block) => builder.finish(block, graph.outputs.map(({ name }) => name)))
        })
      })
    })
  })
  return model.finish()
}

function writeFeature(feature: ProtoWriter, name: string, dims: readonly number[]): void {
  feature.string(1, name)
  feature.message(3, (type) =>
    type.message(5, (array) => {
      for (const dim of dims) array.varint(1, dim)
      array.varint(2, ARRAY_FLOAT32)
    }),
  )
}

function manifest(): string {
  const item = (name: string, description: string) => ({ author: 'com.apple.CoreML', description, name, path: `com.apple.CoreML/${name}` })
  const entries = {
    [MODEL_ITEM]: item('model.mlmodel', 'CoreML Model Specification'),
    [WEIGHTS_ITEM]: item('weights', 'CoreML Model Weights'),
  }
  return JSON.stringify({ fileFormatVersion: '1.0.0', itemInfoEntries: entries, rootModelIdentifier: MODEL_ITEM }, null, 2)
}
