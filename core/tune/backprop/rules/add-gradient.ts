import { cannotLearnThrough, type GradientRule } from '../gradient-rule'

/** Gradient of Add where both sides have the extents of the sum: passes to each. */
export const addGradient: GradientRule = (node, outputGradient, { infos, isWanted }) => {
  const [first, second] = node.inputs.map((input) => JSON.stringify(infos.get(input)?.dims ?? null))
  if (first !== second) return cannotLearnThrough(node, 'it adds tensors of different sizes')
  return new Map([0, 1].filter(isWanted).map((position) => [position, outputGradient]))
}
