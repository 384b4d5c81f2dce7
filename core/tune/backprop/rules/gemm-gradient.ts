import { floatAttribute, int, intAttribute } from '#core/onnx/attribute'
import { cannotLearnThrough, type GradientRule } from '../gradient-rule'

/** Gradient of Gemm without scales, Y = X W + b or Y = X Wᵀ + b. */
export const gemmGradient: GradientRule = (node, outputGradient, { tape, isWanted }) => {
  const [input = '', weight = '', bias = ''] = node.inputs
  const { attributes } = node
  const isScaled = floatAttribute(attributes, 'alpha', 1) !== 1 || floatAttribute(attributes, 'beta', 1) !== 1
  if (isScaled || intAttribute(attributes, 'transA', 0) !== 0) return cannotLearnThrough(node, 'it scales or turns what it multiplies')
  const turned = intAttribute(attributes, 'transB', 0)
  const gradients = new Map<number, string>()
  if (isWanted(0)) gradients.set(0, tape.add(`gradient/${input}`, 'Gemm', [outputGradient, weight], { transB: int(1 - turned) }))
  if (isWanted(1)) {
    const factors = turned === 1 ? [outputGradient, input] : [input, outputGradient]
    gradients.set(1, tape.add(`gradient/${weight}`, 'Gemm', factors, { transA: int(1) }))
  }
  if (isWanted(2)) gradients.set(2, tape.add(`gradient/${bias}`, 'ReduceSum', [outputGradient, tape.integers([0])], { keepdims: int(0) }))
  return gradients
}
