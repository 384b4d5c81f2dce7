import type { SizePx } from '#core/model/photo'
import { int } from '#core/onnx/attribute'
import type { Graph } from '#core/onnx/graph'
import { GraphBuilder } from '#core/onnx/graph-builder'
import { importPasses } from '#core/onnx/passes/import-passes'
import { nameWeights } from '#core/onnx/passes/name-weights'
import { runPasses } from '#core/onnx/passes/run-passes'
import { addConvNorm, symmetricPads } from './conv-norm-layer'
import { addBackbone } from './mobilenet-v2-backbone'
import { mobilenetV2Layout } from './mobilenet-v2-layout'
import type { MobilenetV2Weights } from './mobilenet-v2-weights'

export interface MobilenetV2Options {
  readonly name: string
  readonly widthMultiplier: number
  readonly inputSize: SizePx
  readonly weights: MobilenetV2Weights
  /** Further facts kept in the file. */
  readonly metadata?: ReadonlyMap<string, string>
}

/**
 * MobileNetV2 (Sandler et al. 2018, table 2): input `input` float32 [N, 3, H, W], output `logits` [N, classes]; batch norms
 * merged. Pads symmetrically as the PyTorch models do. Throws AppError `unsupported-model` when a weight does not have the
 * shape the width multiplier demands.
 */
export function buildMobilenetV2(options: MobilenetV2Options): Graph {
  const { weights, inputSize } = options
  const layout = mobilenetV2Layout(options.widthMultiplier)
  const builder = new GraphBuilder(options.name)
  const input = builder.input({ name: 'input', dataType: 'float32', dims: ['N', 3, inputSize.height, inputSize.width] })
  const blocks = addBackbone(builder, input, { layout, weights, padding: symmetricPads, outputStride: 32 })
  const last = addConvNorm(builder, blocks.at(-1)?.output ?? input, {
    name: 'last',
    weights: weights.last,
    stride: 1,
    dilation: 1,
    group: 1,
    outputChannels: layout.lastChannels,
    activation: 'relu6',
    padding: symmetricPads,
  })
  const logits = addClassifier(builder, last, weights.classifier)
  const graph = builder.finish([logits], new Map([['family', 'mobilenet-v2'], ...(options.metadata ?? [])]))
  return runPasses(graph, [...importPasses, nameWeights]).graph
}

function addClassifier(builder: GraphBuilder, input: string, classifier: MobilenetV2Weights['classifier']): string {
  const pooled = builder.add('pool', 'GlobalAveragePool', [input])
  const features = builder.add('features', 'Flatten', [pooled], { axis: int(1) })
  const weight = builder.constant('classifier/weight', classifier.weight)
  const bias = builder.constant('classifier/bias', classifier.bias)
  return builder.add('logits', 'Gemm', [features, weight, bias], { transB: int(1) })
}
