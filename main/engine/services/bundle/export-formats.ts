import type { BundleModelFile, BundleTensor } from '#core/bundle/manifest'
import { AppError } from '#core/contract/errors'
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

/** How each format is written. */
export const converters: Readonly<Record<BundleFormatId, Convert>> = {
  onnx: async (model) => ({ files: [{ name: 'model.onnx', bytes: model.bytes }], ...onnxTensors(model) }),
  ort: (model) => toOrt(model, 'extended', 'model.ort'),
  'ort-basic': (model) => toOrt(model, 'basic', 'model.basic.ort'),
}
