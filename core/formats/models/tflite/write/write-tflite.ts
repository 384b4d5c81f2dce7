import { AppError } from '#core/contract/errors'
import type { Graph, Node, ValueInfo } from '#core/onnx/graph'
import { fixBatch } from '#core/quantize/probe/fix-batch'
import { unsignedCodes } from './activation-codes'
import { clipActivation } from './clip-activation'
import { arithmeticConverters } from './converters/arithmetic'
import { codeConverters } from './converters/codes'
import type { Converters } from './converters/converter'
import { elementwiseConverters } from './converters/elementwise'
import { layerConverters } from './converters/layers'
import { poolingConverters } from './converters/pooling'
import { viewConverters } from './converters/views'
import { encodeFlatModel } from './encode-flat-model'
import type { FloatStorage } from './flat-builder'
import type { Result } from './lowering'
import { Lowering, TO_CHANNELS_LAST } from './lowering'

export interface TfliteOptions {
  /** Type of inputs and outputs. Those without codes in the graph stay float32 also where uint8 is asked for. */
  readonly edges: 'float32' | 'uint8'
  /** How float weights are stored. Codes of a statically quantized graph are written as they are, in int8. */
  readonly floatWeights: FloatStorage
}

const converters: Converters = new Map([
  ...layerConverters,
  ...arithmeticConverters,
  ...elementwiseConverters,
  ...poolingConverters,
  ...viewConverters,
  ...codeConverters,
])

/** Operators that take over the activation behind them. */
const fusing: ReadonlySet<string> = new Set(['Conv', 'Gemm', 'Add', 'Sub', 'Mul', 'Div'])

/**
 * The bytes of a TensorFlow Lite model (schema version 3) that computes the graph for one photo.
 * Inputs and outputs keep their names and order; those of rank 4 are [N, H, W, C] where the graph has [N, C, H, W].
 * Throws AppError `unsupported-model` naming the operator TensorFlow Lite cannot hold and why.
 */
export function writeTflite(source: Graph, options: TfliteOptions): Uint8Array {
  const graph = fixBatch(source)
  const lowering = new Lowering(graph, options.floatWeights)
  const inputs = graph.inputs.map((info) => addInput(lowering, info, options.edges))
  for (const { name } of graph.outputs) {
    const constant = lowering.index.constantOf(name)
    if (constant !== undefined) lowering.place(name, { tensor: lowering.builder.outputConstant(name, constant), layout: 'plain' })
  }
  const done = new Set<Node>()
  for (const node of graph.nodes) if (!done.has(node)) addNode(lowering, node, done)
  const outputs = graph.outputs.map(({ name }) => addOutput(lowering, name, options.edges))
  return encodeFlatModel(lowering.builder.finish(graph.name, inputs, outputs))
}

function addInput(lowering: Lowering, { name, dataType }: ValueInfo, edges: TfliteOptions['edges']): number {
  const dims = lowering.dims(name)
  const isImage = dims.length === 4
  const stored = isImage ? TO_CHANNELS_LAST.map((axis) => dims[axis] ?? 1) : dims
  const [reader] = lowering.index.consumersOf(name)
  const codes = edges === 'uint8' && reader?.opType === 'QuantizeLinear' ? lowering.codesFrom(reader) : null
  const layout = isImage ? 'last' : 'plain'
  if (codes === null) {
    const input = lowering.builder.value(name, stored, dataType)
    lowering.place(name, { tensor: input, layout })
    return input
  }
  const input = lowering.builder.value(name, stored, 'uint8', unsignedCodes(codes))
  lowering.place(name, { tensor: lowering.recoded(input, codes), layout })
  return input
}

function addNode(lowering: Lowering, node: Node, done: Set<Node>): void {
  const convert = node.domain === '' ? converters.get(node.opType) : undefined
  if (convert === undefined || node.outputs.length !== 1) {
    throw new AppError('unsupported-model', `TensorFlow Lite cannot hold ${node.opType} "${node.name}": there is no such operator.`)
  }
  convert(lowering, node, resultOf(lowering, node, done))
}

/** What a node defines once a fused activation is taken in, and the codes its one reader gives it. */
function resultOf(lowering: Lowering, node: Node, done: Set<Node>): Result {
  const own = node.outputs[0] ?? ''
  const next = fusing.has(node.opType) ? lowering.index.soleConsumerOf(own) : undefined
  const activation = clipActivation(next, lowering.index)
  if (next !== undefined && activation !== null) done.add(next)
  const value = activation === null ? own : (next?.outputs[0] ?? own)
  const reader = lowering.index.soleConsumerOf(value)
  const codes = reader?.opType === 'QuantizeLinear' ? lowering.codesFrom(reader) : null
  return { value, codes, activation: activation ?? 0 }
}

function addOutput(lowering: Lowering, name: string, edges: TfliteOptions['edges']): number {
  const layout = lowering.dims(name).length === 4 ? 'last' : 'plain'
  const tensor = lowering.inLayout(name, layout)
  const { quantization } = lowering.builder.tensor(tensor)
  const output =
    edges === 'uint8' && quantization !== null
      ? lowering.recoded(tensor, unsignedCodes(quantization), 'uint8', name)
      : lowering.recoded(tensor, null, 'int8', name)
  lowering.builder.rename(output, name)
  return output
}
