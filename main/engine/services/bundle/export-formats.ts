import type { BundleModelFile, BundleTensor } from '#core/bundle/manifest'
import { AppError } from '#core/contract/errors'
import { writeCoreml, type CoremlOptions } from '#core/formats/models/coreml/write-coreml'
import { parseTflite } from '#core/formats/models/tflite/parse-tflite'
import { writeTflite, type TfliteOptions } from '#core/formats/models/tflite/write/write-tflite'
import type { BundleFormatId } from '#core/model/bundle-format'
import type { ModelCard } from '#core/model/model-card'
import { decodeModel } from '#core/onnx/codec/decode-model'
import type { Graph, ValueInfo } from '#core/onnx/graph'
import { optimizeForPhones } from '../../runtime/optimize-model'

/** The model as it lies on this computer. */
export interface SourceModel {
  readonly card: ModelCard
  readonly bytes: Uint8Array
  readonly graph: Graph
}

export interface ConvertedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Files of one format: the first is the one that programs load. */
export interface Converted {
  readonly files: readonly [ConvertedFile, ...ConvertedFile[]]
  readonly input: BundleTensor
  readonly outputs: BundleModelFile['outputs']
}

/** Writes a model in one format. Throws AppError `unsupported-model` naming the operator that the format cannot hold. */
export type Convert = (model: SourceModel) => Promise<Converted>

/** Reads what formats are made from. Throws AppError `unsupported-model` for bytes that are no ONNX model. */
export function sourceModel(card: ModelCard, bytes: Uint8Array): SourceModel {
  try {
    return { card, bytes, graph: decodeModel(bytes) }
  } catch (error) {
    throw new AppError('unsupported-model', `The file of "${card.name}" cannot be read as an ONNX model.`, { cause: error })
  }
}

function shapeOf(info: ValueInfo | undefined, fallback: readonly number[]): number[] {
  if (info?.dims === undefined || info.dims === null) return [...fallback]
  return info.dims.map((dim, at) => (typeof dim === 'number' && dim > 0 ? dim : (fallback[at] ?? 1)))
}

/** Names and shapes stay those of the ONNX file. */
function onnxTensors({ card, graph }: SourceModel): Pick<Converted, 'input' | 'outputs'> {
  const { width, height } = card.inputSize
  const info = graph.inputs[0]
  return {
    input: { name: info?.name ?? 'input', dataType: 'float32', layout: 'NCHW', shape: shapeOf(info, [1, 3, height, width]) },
    outputs: card.outputs.map((name) => ({ name, output: name, dataType: 'float32', layout: 'plain', shape: shapeOf(graph.outputs.find((each) => each.name === name), [1]) })),
  }
}

async function toOrt(model: SourceModel, level: 'basic' | 'extended', name: string): Promise<Converted> {
  return { files: [{ name, bytes: await optimizeForPhones(model.bytes, level) }], ...onnxTensors(model) }
}

/** Names, types and shapes are read back from the bytes: what is told of them is what is in the file. */
function toTflite({ card, graph }: SourceModel, options: TfliteOptions, name: string): Converted {
  const bytes = writeTflite(graph, options)
  const { tensors, inputs, outputs } = parseTflite(bytes)
  const facts = (index: number | undefined): BundleTensor => {
    const tensor = tensors[index ?? -1]
    if (tensor === undefined) throw new AppError('unsupported-model', `"${card.name}" has no such input or output in TensorFlow Lite.`)
    const { dataType, dims, quantization } = tensor
    if (dataType !== 'float32' && dataType !== 'uint8' && dataType !== 'int8') throw new AppError('unsupported-model', `"${tensor.name}" holds ${dataType} in TensorFlow Lite.`)
    const [scale] = quantization?.scales ?? []
    const [zeroPoint = 0] = quantization?.zeroPoints ?? []
    return { name: tensor.name, dataType, layout: dims.length === 4 ? 'NHWC' : 'plain', shape: [...dims], ...(scale === undefined ? {} : { quantisation: { scale, zeroPoint } }) }
  }
  return { files: [{ name, bytes }], input: facts(inputs[0]), outputs: graph.outputs.map((output, at) => ({ ...facts(outputs[at]), output: output.name })) }
}

function toUint8Tflite(model: SourceModel): Converted {
  const made = toTflite(model, { edges: 'uint8', floatWeights: 'float32' }, 'model.uint8.tflite')
  if (made.input.dataType !== 'uint8') throw new AppError('unsupported-model', `"${model.card.name}" is not quantized with whole numbers at its edges.`, { hint: 'Quantize it in its static form first.' })
  return made
}

function toCoreml(model: SourceModel, floatType: CoremlOptions['floatType'], name: string): Converted {
  const [first, ...rest] = [...writeCoreml(model.graph, { floatType })].map(([path, bytes]) => ({ name: `${name}/${path}`, bytes }))
  if (first === undefined) throw new AppError('unsupported-model', `"${model.card.name}" gives an empty Core ML package.`)
  return { files: [first, ...rest], ...onnxTensors(model) }
}

/** How each format is written. */
export const converters: Readonly<Record<BundleFormatId, Convert>> = {
  onnx: async (model) => ({ files: [{ name: 'model.onnx', bytes: model.bytes }], ...onnxTensors(model) }),
  ort: (model) => toOrt(model, 'extended', 'model.ort'),
  'ort-basic': (model) => toOrt(model, 'basic', 'model.basic.ort'),
  tflite: async (model) => toTflite(model, { edges: 'float32', floatWeights: 'float32' }, 'model.tflite'),
  'tflite-float16': async (model) => toTflite(model, { edges: 'float32', floatWeights: 'float16' }, 'model.float16.tflite'),
  'tflite-uint8': async (model) => toUint8Tflite(model),
  coreml: async (model) => toCoreml(model, 'float32', 'model.mlpackage'),
  'coreml-float16': async (model) => toCoreml(model, 'float16', 'model.float16.mlpackage'),
}
