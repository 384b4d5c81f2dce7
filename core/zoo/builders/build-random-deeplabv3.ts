import type { SizePx } from '#core/model/photo'
import { int, ints } from '#core/onnx/attribute'
import type { Graph } from '#core/onnx/graph'
import { GraphBuilder } from '#core/onnx/graph-builder'
import { importPasses } from '#core/onnx/passes/import-passes'
import { nameWeights } from '#core/onnx/passes/name-weights'
import { runPasses } from '#core/onnx/passes/run-passes'
import { samePads } from '#core/onnx/same-pads'
import { addConvNorm } from './conv-norm-layer'
import { HeWeights } from './he-weights'
import type { OutputStride } from './mobilenet-v2-backbone'
import { addBackbone } from './mobilenet-v2-backbone'
import { mobilenetV2Layout } from './mobilenet-v2-layout'
import { randomWeightsFacts } from './random-weights-facts'

export interface RandomDeeplabv3Options {
  readonly name: string
  readonly widthMultiplier: number
  readonly inputSize: SizePx
  readonly outputStride: OutputStride
  /** Rates of the 3 x 3 branches at this output stride: none, or 6, 12, 18 at 16 and 12, 24, 36 at 8 (Chen et al. 2017, table 5). */
  readonly atrousRates: readonly number[]
  readonly imagePooling: 'with' | 'without'
  readonly classes: number
  readonly seed: number
}

const PYRAMID_CHANNELS = 256

/**
 * DeepLabv3 on MobileNetV2 (Chen et al. 2017, section 3.3; Sandler et al. 2018, section 6.3) with random weights: to compare costs and to
 * train from own data. Input `input` [N, 3, H, W], output `logits` [N, classes, H / outputStride, W / outputStride], rounded up.
 */
export function buildRandomDeeplabv3(options: RandomDeeplabv3Options): Graph {
  return runPasses(joinedDeeplabv3(options), [...importPasses, nameWeights]).graph
}

/** The same before any simplification: the pooled features enlarged to the whole map, as the authors' network computes them. */
export function joinedDeeplabv3(options: RandomDeeplabv3Options): Graph {
  const { name, widthMultiplier, inputSize, outputStride, classes, seed } = options
  const layout = mobilenetV2Layout(widthMultiplier)
  const builder = new GraphBuilder(name, ['logits'])
  const random = new HeWeights(seed)
  const input = builder.input({ name: 'input', dataType: 'float32', dims: ['N', 3, inputSize.height, inputSize.width] })
  const blocks = addBackbone(builder, input, { layout, weights: random.backbone(layout), padding: samePads, outputStride })
  const features = blocks.at(-1)?.output ?? input
  const addLayer = (layerName: string, from: string, kernel: number, dilation: number): string => {
    const channels = builder.info(from).dims?.[1]
    const weights = random.convolution(PYRAMID_CHANNELS, typeof channels === 'number' ? channels : 0, kernel)
    const plain = { stride: 1, group: 1, outputChannels: PYRAMID_CHANNELS, activation: 'relu', padding: samePads } as const
    return addConvNorm(builder, from, { ...plain, name: layerName, weights, dilation })
  }
  const branches = [
    addLayer('aspp_0', features, 1, 1),
    ...options.atrousRates.map((rate, position) => addLayer(`aspp_${position + 1}`, features, 3, rate)),
    ...pooledBranches[options.imagePooling](builder, features, (pooled) => addLayer('image_pooling', pooled, 1, 1)),
  ]
  const joined = branches.length === 1 ? (branches[0] ?? features) : builder.add('pyramid', 'Concat', branches, { axis: int(1) })
  const projected = addLayer('projection', joined, 1, 1)
  const { weight, beta } = random.convolution(classes, PYRAMID_CHANNELS, 1)
  const constants = [builder.constant('classifier/weight', weight), builder.constant('classifier/bias', beta)]
  const logits = builder.add('classifier', 'Conv', [projected, ...constants], { kernel_shape: ints(1, 1) })
  return builder.finish([builder.output('logits', logits)], new Map([['family', 'deeplabv3-mobilenet-v2'], ...randomWeightsFacts(seed)]))
}

type PooledBranches = (builder: GraphBuilder, features: string, convolve: (pooled: string) => string) => readonly string[]

const pooledBranches: Readonly<Record<RandomDeeplabv3Options['imagePooling'], PooledBranches>> = {
  without: () => [],
  with: (builder, features, convolve) => {
    const [, , rows = null, columns = null] = builder.info(features).dims ?? []
    if (typeof rows !== 'number' || typeof columns !== 'number') throw new Error(`the extents of "${features}" are not known`)
    const pooled = convolve(builder.add('pool', 'GlobalAveragePool', [features]))
    return [builder.add('image_pooling/map', 'Expand', [pooled, builder.integers('map_size', [1, 1, rows, columns])])]
  },
}
