import type { Node } from '#core/onnx/graph'
import type { GraphIndex } from '#core/onnx/graph-index'
import { activationCodes } from '../schema/codes'

/** Code of the activation a Relu or Clip stands for; null for other nodes and other bounds. */
export function clipActivation(node: Node | undefined, index: GraphIndex): number | null {
  if (node?.opType === 'Relu') return activationCodes.relu
  if (node?.opType !== 'Clip') return null
  const [low, high] = [1, 2].map((position) => index.constantOf(node.inputs[position]))
  const [from, to] = [low, high].map((bound) => (bound === undefined ? null : Number(bound.data[0])))
  if (from === 0 && to === 6) return activationCodes.relu6
  if (from === -1 && to === 1) return activationCodes.reluN1To1
  return from === 0 && (to === null || to === Infinity) ? activationCodes.relu : null
}
