import { int, ints, intsAttribute } from '#core/onnx/attribute'
import type { Node } from '#core/onnx/graph'
import { mapExtents, type GradientContext } from '../gradient-rule'
import type { ConvGradient } from './conv-gradient'

interface Window {
  readonly kernel: readonly [number, number]
  readonly strides: readonly [number, number]
  readonly pads: readonly number[]
  readonly dilations: readonly [number, number]
  /** Pixels at the far ends that no place of the kernel reaches. */
  readonly unreached: readonly [number, number]
}

/**
 * A convolution of each channel by itself (V. Dumoulin, F. Visin, "A guide to convolution arithmetic for deep learning", 2016,
 * chapter 4). dX is the transposed convolution of dY. dW is the convolution of X by dY, whose pixels are then the kernel: stride and
 * dilation change places, and the photos of a batch are the channels that are summed over.
 */
export const depthwiseConvGradient: ConvGradient = {
  input: (node, outputGradient, context) => {
    const [input = '', weight = ''] = node.inputs
    const [channels] = mapExtents(input, context)
    const { kernel, strides, pads, dilations, unreached } = windowOf(node, context)
    return context.tape.add(`gradient/${input}`, 'ConvTranspose', [outputGradient, weight], {
      group: int(channels),
      kernel_shape: ints(...kernel),
      strides: ints(...strides),
      pads: ints(...pads),
      dilations: ints(...dilations),
      output_padding: ints(...unreached),
    })
  },
  weight: (node, outputGradient, context) => {
    const { tape } = context
    const [input = '', weight = ''] = node.inputs
    const [channels, height, width] = mapExtents(input, context)
    const [, outputHeight, outputWidth] = mapExtents(node.outputs[0], context)
    const { kernel, strides, pads, dilations } = windowOf(node, context)
    const turned = tape.add(`gradient/turned/${input}`, 'Transpose', [input], { perm: ints(1, 0, 2, 3) })
    const maps = tape.add(`gradient/maps/${input}`, 'Reshape', [turned, tape.integers([1, -1, height, width])])
    const kernels = tape.add(`gradient/kernels/${weight}`, 'Transpose', [outputGradient], { perm: ints(1, 0, 2, 3) })
    const places = tape.add(`gradient/places/${weight}`, 'Conv', [maps, kernels], {
      group: int(channels),
      kernel_shape: ints(outputHeight, outputWidth),
      strides: ints(...dilations),
      pads: ints(...pads),
      dilations: ints(...strides),
    })
    const reached = tape.add(`gradient/reached/${weight}`, 'Slice', [places, tape.integers([0, 0]), tape.integers(kernel), tape.integers([2, 3])])
    return tape.add(`gradient/${weight}`, 'Reshape', [reached, tape.integers([channels, 1, ...kernel])])
  },
}

function windowOf(node: Node, context: GradientContext): Window {
  const [, height, width] = mapExtents(node.inputs[0], context)
  const [, outputHeight, outputWidth] = mapExtents(node.outputs[0], context)
  const [, kernelHeight, kernelWidth] = mapExtents(node.inputs[1], context)
  const [strideY = 1, strideX = 1] = intsAttribute(node.attributes, 'strides', [1, 1])
  const [dilationY = 1, dilationX = 1] = intsAttribute(node.attributes, 'dilations', [1, 1])
  const pads = intsAttribute(node.attributes, 'pads', [0, 0, 0, 0])
  const [top = 0, left = 0, bottom = 0, right = 0] = pads
  return {
    kernel: [kernelHeight, kernelWidth],
    strides: [strideY, strideX],
    pads,
    dilations: [dilationY, dilationX],
    unreached: [
      height + top + bottom - (outputHeight - 1) * strideY - (kernelHeight - 1) * dilationY - 1,
      width + left + right - (outputWidth - 1) * strideX - (kernelWidth - 1) * dilationX - 1,
    ],
  }
}
