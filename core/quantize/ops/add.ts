import type { OpRule } from '../plan/node-plan'
import { staysFloat } from '../plan/node-plan'

/** Sum and product of two maps, each with codes of its own (QLinearAdd and QLinearMul in ONNX Runtime). */
export const add: OpRule = {
  opTypes: ['Add', 'Mul'],
  plan: (node, { index }) => {
    if (node.inputs.some((input) => index.constantOf(input) !== undefined)) return staysFloat('one of its inputs is constant')
    return { kind: 'integer', reads: node.inputs, writes: 'own-codes', layer: null }
  },
}
