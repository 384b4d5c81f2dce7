import { AppError } from '#core/contract/errors'
import { decodeUtf8 } from '#core/onnx/protobuf/utf8'
import { decodeAttribute } from './decode-attribute'
import { decodeWeights } from './decode-weights'
import type { TfGraph, TfNode, TfRef } from './tf-graph'
import { parseTfRef } from './tf-graph'
import type { GraphModelJson } from './topology-json'
import { graphModelJson } from './topology-json'

/** The files of a TensorFlow.js model: `model.json` and the weight shards by the path it names them with. */
export interface TfjsFiles {
  readonly modelJson: Uint8Array
  readonly shards: ReadonlyMap<string, Uint8Array>
}

/** Paths of the weight shards a model.json asks for. Throws AppError `unsupported-model` when it is no graph model. */
export function shardPaths(modelJson: Uint8Array): string[] {
  return parseModelJson(modelJson).weightsManifest.flatMap((group) => group.paths)
}

/** Reads a TensorFlow.js graph model. Throws AppError `unsupported-model` with what is wrong. */
export function readGraphModel(files: TfjsFiles): TfGraph {
  const json = parseModelJson(files.modelJson)
  const weights = decodeWeights(json.weightsManifest, files.shards)
  const nodes = new Map<string, TfNode>()
  for (const node of json.modelTopology.node) {
    const inputs = (node.input ?? []).map(parseTfRef).filter((ref): ref is TfRef => ref !== null)
    const attributes = new Map(Object.entries(node.attr ?? {}).map(([name, value]) => [name, decodeAttribute(value)]))
    nodes.set(node.name, { name: node.name, op: node.op, inputs, attributes })
  }
  const constants = [...nodes.values()].filter((node) => node.op === 'Const')
  const lost = constants.filter((node) => !weights.has(node.name))
  if (lost.length > 0) {
    throw new AppError('unsupported-model', `The weights lack the constants ${lost.map((node) => node.name).join(', ')}.`)
  }
  return { nodes, constants: weights, signatureOutputs: signatureOutputs(json) }
}

function parseModelJson(bytes: Uint8Array): GraphModelJson {
  const parsed = graphModelJson.safeParse(parseJson(bytes))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const where = issue === undefined ? '' : ` (${issue.path.join('.')}: ${issue.message})`
  throw new AppError('unsupported-model', `This model.json is no TensorFlow.js graph model${where}.`, {
    hint: 'Layers models can be converted with tensorflowjs_converter --output_format=tfjs_graph_model.',
  })
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decodeUtf8(bytes))
  } catch (cause) {
    throw new AppError('unsupported-model', 'This model.json is not JSON.', { cause })
  }
}

function signatureOutputs(json: GraphModelJson): TfRef[] {
  const outputs = json.signature?.outputs ?? json.userDefinedMetadata?.signature?.outputs ?? {}
  return Object.values(outputs)
    .map((output) => parseTfRef(output.name))
    .filter((ref): ref is TfRef => ref !== null)
}
