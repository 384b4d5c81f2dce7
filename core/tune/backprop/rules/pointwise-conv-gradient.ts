import { int, ints } from '#core/onnx/attribute'
import { mapExtents, type GradientContext } from '../gradient-rule'
import type { ConvGradient } from './conv-gradient'

/** A 1 x 1 convolution is a matrix product at every pixel, Y = W X: dX = Wᵀ dY, dW = dY Xᵀ over all photos and pixels. */
export const pointwiseConvGradient: ConvGradient = {
  input: ({ inputs: [input = '', weight = ''] }, outputGradient, { tape }) => {
    const turned = tape.add(`gradient/turned/${weight}`, 'Transpose', [weight], { perm: ints(1, 0, 2, 3) })
    return tape.add(`gradient/${input}`, 'Conv', [outputGradient, turned], { kernel_shape: ints(1, 1) })
  },
  weight: ({ inputs: [input = '', weight = ''], outputs: [output = ''] }, outputGradient, context) => {
    const { tape } = context
    const inputRows = channelRows(input, input, context)
    const gradientRows = channelRows(outputGradient, output, context)
    const product = tape.add(`gradient/rows/${weight}`, 'Gemm', [gradientRows, inputRows], { transB: int(1) })
    return tape.add(`gradient/${weight}`, 'Unsqueeze', [product, tape.integers([2, 3])])
  },
}

/** [N, channels, H, W] as [channels, N * H * W]; `like` is a value of the forward graph with the same extents. */
function channelRows(value: string, like: string, context: GradientContext): string {
  const { tape } = context
  const [channels] = mapExtents(like, context)
  const turned = tape.add(`gradient/turned/${value}`, 'Transpose', [value], { perm: ints(1, 0, 2, 3) })
  return tape.add(`gradient/rows/${value}`, 'Reshape', [turned, tape.integers([channels, -1])])
}
