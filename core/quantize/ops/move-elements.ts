import type { OpRule } from '../plan/node-plan'
import { staysFloat } from '../plan/node-plan'

/** Operators that only move or select elements: codes go through unchanged. */
export const moveElements: OpRule = {
  opTypes: ['Reshape', 'Transpose', 'Flatten', 'Squeeze', 'Unsqueeze', 'Slice', 'MaxPool', 'DepthToSpace', 'SpaceToDepth'],
  plan: (node, { infos }) => {
    if (infos.get(node.inputs[0] ?? '')?.dataType !== 'float32') return staysFloat('it does not move float32 elements')
    if (node.outputs.length > 1) return staysFloat('it has several results')
    return { kind: 'integer', reads: [node.inputs[0] ?? ''], writes: 'input-codes', layer: null }
  },
}
