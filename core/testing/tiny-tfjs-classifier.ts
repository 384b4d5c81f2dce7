import type { TfjsFiles } from '#core/formats/models/tfjs/read-graph-model'
import type { SizePx } from '#core/model/photo'
import type { TestWeight } from './tfjs-model'
import { tfjsModel } from './tfjs-model'

const ones = (...dims: readonly number[]): TestWeight => ({ dims, values: Array.from({ length: dims.reduce((a, b) => a * b, 1) }, () => 1) })

/** A TensorFlow.js model that tells two classes apart by one convolution; pixels go through x / 127.5 - 1. */
export function tinyTfjsClassifier({ width, height }: SizePx): TfjsFiles {
  return tfjsModel(
    {
      image: { op: 'Placeholder' },
      sized: { op: 'ResizeBilinear', inputs: ['image', 'size'], attributes: { align_corners: false } },
      scaled: { op: 'Mul', inputs: ['sized', 'factor'] },
      shifted: { op: 'Sub', inputs: ['scaled', 'one'] },
      conv: { op: 'Conv2D', inputs: ['shifted', 'w'], attributes: { padding: 'SAME', strides: [1, 2, 2, 1], dilations: [1, 1, 1, 1], data_format: 'NHWC' } },
      mean: { op: 'Mean', inputs: ['conv', 'axes'], attributes: { keep_dims: false } },
      scores: { op: 'MatMul', inputs: ['mean', 'fc'] },
    },
    {
      size: { dims: [2], values: [height, width], dataType: 'int32' },
      factor: { dims: [], values: [1 / 127.5] },
      one: { dims: [], values: [1] },
      w: ones(3, 3, 3, 4),
      axes: { dims: [2], values: [1, 2], dataType: 'int32' },
      fc: ones(4, 2),
    },
  )
}
