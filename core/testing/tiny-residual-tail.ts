import { int, ints } from '#core/onnx/attribute'
import type { Graph } from '#core/onnx/graph'
import { GraphBuilder } from '#core/onnx/graph-builder'
import { float32Tensor } from '#core/onnx/tensor'
import { seededRandom } from '#core/random/seeded-random'

export interface TinyTail {
  readonly graph: Graph
  /** Every weight and bias. */
  readonly weights: readonly string[]
}

/** Two inverted residual blocks of random weights on a map [N, 4, height, width], the second with stride 2, and a classifier of 3 columns. */
export function tinyResidualTail({ height, width, seed }: { readonly height: number; readonly width: number; readonly seed: number }): TinyTail {
  const random = seededRandom(seed)
  const builder = new GraphBuilder('tail', ['logits'])
  const weights: string[] = []
  const learnt = (name: string, dims: readonly number[], size: number): string => {
    const count = dims.reduce((product, dim) => product * dim, 1)
    weights.push(name)
    return builder.constant(name, float32Tensor(dims, Float32Array.from({ length: count }, () => size * (2 * random() - 1))))
  }
  const conv = (name: string, input: string, dims: readonly number[], stride = 1): string => {
    const [outputs = 0, ofGroup = 0, kernel = 1] = dims
    const pad = (kernel - 1) / 2
    const parts = [input, learnt(`${name}/weight`, dims, 1), learnt(`${name}/bias`, [outputs], 0.5)]
    return builder.add(name, 'Conv', parts, { kernel_shape: ints(kernel, kernel), strides: ints(stride, stride), pads: ints(pad, pad, pad, pad), group: int(ofGroup === 1 && kernel > 1 ? outputs : 1) })
  }
  const low = builder.constant('low', float32Tensor([], [0]))
  const high = builder.constant('high', float32Tensor([], [2]))
  const clip = (value: string): string => builder.add(`${value}/clip`, 'Clip', [value, low, high])
  const input = builder.input({ name: 'map', dataType: 'float32', dims: ['N', 4, height, width] })
  const first = conv('a/project', clip(conv('a/depthwise', clip(conv('a/expand', input, [6, 4, 1, 1])), [6, 1, 3, 3])), [4, 6, 1, 1])
  const sum = builder.add('a/add', 'Add', [input, first])
  const relu = builder.add('b/relu', 'Relu', [conv('b/expand', sum, [8, 4, 1, 1])])
  const second = conv('b/project', clip(conv('b/depthwise', relu, [8, 1, 3, 3], 2)), [5, 8, 1, 1])
  const pooled = builder.add('pool', 'GlobalAveragePool', [clip(conv('last', second, [7, 5, 1, 1]))])
  const flat = builder.add('flat', 'Flatten', [pooled], { axis: int(1) })
  const logits = builder.add('scores', 'Gemm', [flat, learnt('logits/weight', [3, 7], 1), learnt('logits/bias', [3], 0.5)], { transB: int(1) })
  return { graph: builder.finish([builder.output('logits', logits)]), weights }
}
