import type { GradientRule } from '../gradient-rule'

/** Gradient of Flatten, Reshape, Squeeze and Unsqueeze: the same numbers with the input's axes. */
export const reshapeGradient: GradientRule = ({ inputs: [input = ''] }, outputGradient, { tape }) => {
  const shape = tape.add(`gradient/shape/${input}`, 'Shape', [input])
  return new Map([[0, tape.add(`gradient/${input}`, 'Reshape', [outputGradient, shape])]])
}
