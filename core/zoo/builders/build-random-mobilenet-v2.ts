import type { SizePx } from '#core/model/photo'
import type { Graph } from '#core/onnx/graph'
import { buildMobilenetV2 } from './build-mobilenet-v2'
import { HeWeights } from './he-weights'
import { mobilenetV2Layout } from './mobilenet-v2-layout'
import { randomWeightsFacts } from './random-weights-facts'

export interface RandomMobilenetV2Options {
  readonly name: string
  readonly widthMultiplier: number
  readonly inputSize: SizePx
  readonly classes: number
  readonly seed: number
}

/** MobileNetV2 of any width and resolution with random weights: to compare costs and to train from own data. See `buildMobilenetV2`. */
export function buildRandomMobilenetV2(options: RandomMobilenetV2Options): Graph {
  const { name, widthMultiplier, inputSize, classes, seed } = options
  const layout = mobilenetV2Layout(widthMultiplier)
  const random = new HeWeights(seed)
  const backbone = random.backbone(layout)
  const last = random.convolution(layout.lastChannels, layout.blocks.at(-1)?.outputChannels ?? 0, 1)
  const weights = { ...backbone, last, classifier: random.linear(classes, layout.lastChannels) }
  return buildMobilenetV2({ name, widthMultiplier, inputSize, weights, metadata: randomWeightsFacts(seed) })
}
