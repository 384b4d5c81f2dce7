import { mapExtents, type GradientRule } from '../gradient-rule'

/** Gradient of GlobalAveragePool: an equal share for every pixel. */
export const globalAveragePoolGradient: GradientRule = ({ inputs: [input = ''] }, outputGradient, context) => {
  const { tape } = context
  const [, height, width] = mapExtents(input, context)
  const share = tape.add(`gradient/share/${input}`, 'Mul', [outputGradient, tape.number(1 / (height * width))])
  const shape = tape.add(`gradient/shape/${input}`, 'Shape', [input])
  return new Map([[0, tape.add(`gradient/${input}`, 'Expand', [share, shape])]])
}
