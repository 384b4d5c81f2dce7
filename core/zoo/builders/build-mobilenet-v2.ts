import { AppError } from '#core/contract/errors'
import type { SizePx } from '#core/model/photo'
import { float, int, ints } from '#core/onnx/attribute'
import type { Graph } from '#core/onnx/graph'
import { GraphBuilder } from '#core/onnx/graph-builder'
import { importPasses } from '#core/onnx/passes/import-passes'
import { nameWeights } from '#core/onnx/passes/name-weights'
import { runPasses } from '#core/onnx/passes/run-passes'
import { float32Tensor } from '#core/onnx/tensor'
import { mobilenetV2Layout } from './mobilenet-v2-layout'
import type { ConvNormWeights, MobilenetV2Weights } from './mobilenet-v2-weights'

export interface MobilenetV2Options {
  readonly name: string
  readonly widthMultiplier: number
  readonly inputSize: SizePx
  readonly weights: MobilenetV2Weights
}

/** A convolution, its batch norm and perhaps an activation. */
interface Layer {
  readonly name: string
  readonly weights: ConvNormWeights
  readonly stride: number
  readonly group: number
  readonly outputChannels: number
  readonly activation: 'relu6' | 'none'
}

/** Epsilon of the batch norms of the PyTorch models whose weights this builder takes. */
const EPSILON = 1e-5

/**
 * MobileNetV2 (Sandler et al. 2018, table 2): input `input` float32 [N, 3, H, W], output `logits` [N, classes]; batch norms
 * merged. Pads symmetrically as the PyTorch models do. Throws AppError `unsupported-model` when a weight does not have the
 * shape the width multiplier demands.
 */
export function buildMobilenetV2(options: MobilenetV2Options): Graph {
  const { weights, inputSize } = options
  const layout = mobilenetV2Layout(options.widthMultiplier)
  if (weights.blocks.length !== layout.blocks.length) {
    throw refusal(`${weights.blocks.length} blocks instead of ${layout.blocks.length}`)
  }
  const builder = new GraphBuilder(options.name)
  const input = builder.input({ name: 'input', dataType: 'float32', dims: ['N', 3, inputSize.height, inputSize.width] })
  let current = addLayer(builder, input, { name: 'stem', weights: weights.stem, stride: 2, group: 1, outputChannels: layout.stemChannels, activation: 'relu6' })
  layout.blocks.forEach((block, position) => {
    const own = weights.blocks[position]
    if (own !== undefined) current = addBlock(builder, current, `block_${position}`, block, own)
  })
  current = addLayer(builder, current, { name: 'last', weights: weights.last, stride: 1, group: 1, outputChannels: layout.lastChannels, activation: 'relu6' })
  const logits = addClassifier(builder, current, weights.classifier)
  const graph = builder.finish([logits], new Map([['family', 'mobilenet-v2']]))
  return runPasses(graph, [...importPasses, nameWeights]).graph
}

type Block = ReturnType<typeof mobilenetV2Layout>['blocks'][number]

function addBlock(builder: GraphBuilder, input: string, name: string, block: Block, weights: MobilenetV2Weights['blocks'][number]): string {
  const { inputChannels, expandedChannels, outputChannels, stride } = block
  if ((weights.expand === null) !== (expandedChannels === inputChannels)) throw refusal(`${name} does not expand as expected`)
  let current = input
  if (weights.expand !== null) {
    current = addLayer(builder, current, { name: `${name}/expand`, weights: weights.expand, stride: 1, group: 1, outputChannels: expandedChannels, activation: 'relu6' })
  }
  current = addLayer(builder, current, { name: `${name}/depthwise`, weights: weights.depthwise, stride, group: expandedChannels, outputChannels: expandedChannels, activation: 'relu6' })
  current = addLayer(builder, current, { name: `${name}/project`, weights: weights.project, stride: 1, group: 1, outputChannels, activation: 'none' })
  return stride === 1 && inputChannels === outputChannels ? builder.add(`${name}/add`, 'Add', [input, current]) : current
}

function addLayer(builder: GraphBuilder, input: string, layer: Layer): string {
  const { name, weights, group, stride, outputChannels } = layer
  const [filters, , kernel = 1] = weights.weight.dims
  if (filters !== outputChannels) throw refusal(`${name} has ${filters ?? 0} filters instead of ${outputChannels}`)
  const pad = (kernel - 1) / 2
  const weight = builder.constant(`${name}/weight`, weights.weight)
  const convolved = builder.add(`${name}/conv`, 'Conv', [input, weight], {
    kernel_shape: ints(kernel, kernel),
    strides: ints(stride, stride),
    dilations: ints(1, 1),
    pads: ints(pad, pad, pad, pad),
    group: int(group),
  })
  const statistics = [weights.gamma, weights.beta, weights.mean, weights.variance].map((tensor, position) =>
    builder.constant(`${name}/norm_${position}`, tensor),
  )
  const normed = builder.add(name, 'BatchNormalization', [convolved, ...statistics], { epsilon: float(EPSILON) })
  if (layer.activation === 'none') return normed
  const low = builder.constant('zero', float32Tensor([], [0]))
  const high = builder.constant('six', float32Tensor([], [6]))
  return builder.add(`${name}/relu6`, 'Clip', [normed, low, high])
}

function addClassifier(builder: GraphBuilder, input: string, classifier: MobilenetV2Weights['classifier']): string {
  const pooled = builder.add('pool', 'GlobalAveragePool', [input])
  const features = builder.add('features', 'Flatten', [pooled], { axis: int(1) })
  const weight = builder.constant('classifier/weight', classifier.weight)
  const bias = builder.constant('classifier/bias', classifier.bias)
  return builder.add('logits', 'Gemm', [features, weight, bias], { transB: int(1) })
}

function refusal(reason: string): AppError {
  return new AppError('unsupported-model', `The weights do not fit MobileNetV2 of this width: ${reason}.`)
}
