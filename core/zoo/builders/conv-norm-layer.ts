import { AppError } from '#core/contract/errors'
import { float, int, ints } from '#core/onnx/attribute'
import type { GraphBuilder } from '#core/onnx/graph-builder'
import { float32Tensor } from '#core/onnx/tensor'
import type { ConvNormWeights } from './mobilenet-v2-weights'

/** Begin and end pads of one axis for its size in pixels. */
export type Padding = (sizePx: number, kernel: number, stride: number, dilation: number) => readonly [begin: number, end: number]

/** The same on both sides whatever the size, as PyTorch models pad. */
export const symmetricPads: Padding = (_sizePx, kernel, _stride, dilation) => {
  const pad = ((kernel - 1) * dilation) / 2
  return [pad, pad]
}

/** A convolution, its batch norm and perhaps an activation. */
export interface ConvNormLayer {
  readonly name: string
  readonly weights: ConvNormWeights
  readonly stride: number
  readonly dilation: number
  readonly group: number
  readonly outputChannels: number
  readonly activation: 'relu6' | 'relu' | 'none'
  readonly padding: Padding
}

/** Epsilon of the batch norms of the PyTorch models whose weights the builders take. */
const EPSILON = 1e-5

/**
 * Adds the layer behind `input` [N, C, H, W]; gives back the name of its output.
 * Throws AppError `unsupported-model` when the weights have another number of filters.
 */
export function addConvNorm(builder: GraphBuilder, input: string, layer: ConvNormLayer): string {
  const { name, weights, group, stride, dilation, outputChannels } = layer
  const [filters, , kernel = 1] = weights.weight.dims
  if (filters !== outputChannels) throw misfit(`${name} has ${filters ?? 0} filters instead of ${outputChannels}`)
  const [, , rows, columns] = builder.info(input).dims ?? []
  if (typeof rows !== 'number' || typeof columns !== 'number') throw misfit(`the extents of "${input}" before ${name} are not known`)
  const [top, bottom] = layer.padding(rows, kernel, stride, dilation)
  const [left, right] = layer.padding(columns, kernel, stride, dilation)
  const weight = builder.constant(`${name}/weight`, weights.weight)
  const convolved = builder.add(`${name}/conv`, 'Conv', [input, weight], {
    kernel_shape: ints(kernel, kernel),
    strides: ints(stride, stride),
    dilations: ints(dilation, dilation),
    pads: ints(top, left, bottom, right),
    group: int(group),
  })
  const statistics = [weights.gamma, weights.beta, weights.mean, weights.variance].map((tensor, position) =>
    builder.constant(`${name}/norm_${position}`, tensor),
  )
  const normed = builder.add(name, 'BatchNormalization', [convolved, ...statistics], { epsilon: float(EPSILON) })
  return activations[layer.activation](builder, normed, name)
}

const activations: Readonly<Record<ConvNormLayer['activation'], (builder: GraphBuilder, input: string, name: string) => string>> = {
  none: (_builder, input) => input,
  relu: (builder, input, name) => builder.add(`${name}/relu`, 'Relu', [input]),
  relu6: (builder, input, name) => {
    const low = builder.constant('zero', float32Tensor([], [0]))
    const high = builder.constant('six', float32Tensor([], [6]))
    return builder.add(`${name}/relu6`, 'Clip', [input, low, high])
  },
}

/** The error of weights that do not fit a layout. */
export function misfit(reason: string): AppError {
  return new AppError('unsupported-model', `The weights do not fit MobileNetV2 of this width: ${reason}.`)
}
