import type { GradientRule } from '../gradient-rule'

/** Gradient of Relu: passes where the value is above 0. */
export const reluGradient: GradientRule = ({ inputs: [input = ''], outputs: [output = ''] }, outputGradient, { tape }) => {
  const above = tape.add(`gradient/above/${output}`, 'Greater', [output, tape.number(0)])
  return new Map([[0, tape.add(`gradient/${input}`, 'Where', [above, outputGradient, tape.number(0)])]])
}
