import { intAttribute, intsAttribute } from '#core/onnx/attribute'
import type { Node } from '#core/onnx/graph'
import { cannotLearnThrough, mapExtents, type GradientContext, type GradientRule } from '../gradient-rule'
import { depthwiseConvGradient } from './depthwise-conv-gradient'
import { pointwiseConvGradient } from './pointwise-conv-gradient'

/** The gradients of a convolution's input and weights; its bias is the same for all. */
export interface ConvGradient {
  input(node: Node, outputGradient: string, context: GradientContext): string
  weight(node: Node, outputGradient: string, context: GradientContext): string
}

/** Gradient of Conv, for the two kinds an inverted residual block has; the bias sums over photos and pixels. */
export const convGradient: GradientRule = (node, outputGradient, context) => {
  const kind = kindOf(node, context)
  const gradients = new Map<number, string>()
  if (context.isWanted(0)) gradients.set(0, kind.input(node, outputGradient, context))
  if (context.isWanted(1)) gradients.set(1, kind.weight(node, outputGradient, context))
  if (context.isWanted(2)) gradients.set(2, context.tape.add(`gradient/${node.inputs[2] ?? ''}`, 'ReduceSum', [outputGradient, context.tape.integers([0, 2, 3])], { keepdims: { type: 'int', value: 0 } }))
  return gradients
}

function kindOf(node: Node, context: GradientContext): ConvGradient {
  const [channels] = mapExtents(node.inputs[0], context)
  const [outputs, ofGroup, height, width] = context.infos.get(node.inputs[1] ?? '')?.dims ?? []
  const groups = intAttribute(node.attributes, 'group', 1)
  if (node.attributes.get('auto_pad') !== undefined) cannotLearnThrough(node, 'its padding depends on the picture')
  if (groups === channels && ofGroup === 1 && outputs === channels) return depthwiseConvGradient
  const isPlain = [...intsAttribute(node.attributes, 'strides', [])].every((stride) => stride === 1) && intsAttribute(node.attributes, 'pads', []).every((pad) => pad === 0)
  if (groups === 1 && height === 1 && width === 1 && isPlain) return pointwiseConvGradient
  return cannotLearnThrough(node, 'it is neither a 1 x 1 nor a depthwise convolution')
}
