import type { OpRule } from '../plan/node-plan'
import { staysFloat } from '../plan/node-plan'

/** Joined maps get codes of one range (QLinearConcat in ONNX Runtime translates those of each part). */
export const concat: OpRule = {
  opTypes: ['Concat'],
  plan: (node, { infos, index }) => {
    if (node.inputs.some((input) => infos.get(input)?.dataType !== 'float32')) return staysFloat('it does not join float32 maps')
    if (node.inputs.some((input) => index.constantOf(input) !== undefined)) return staysFloat('one of its inputs is constant')
    return { kind: 'integer', reads: node.inputs, writes: 'own-codes', layer: null }
  },
}
