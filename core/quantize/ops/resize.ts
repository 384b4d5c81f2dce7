import { stringAttribute } from '#core/onnx/attribute'
import type { OpRule } from '../plan/node-plan'
import { staysFloat } from '../plan/node-plan'

/** Nearest and linear resizing stay inside the range of their input and keep its codes. */
export const resize: OpRule = {
  opTypes: ['Resize'],
  plan: (node) => {
    if (stringAttribute(node.attributes, 'mode', 'nearest') === 'cubic') return staysFloat('cubic resizing overshoots the range of its input')
    return { kind: 'integer', reads: [node.inputs[0] ?? ''], writes: 'input-codes', layer: null }
  },
}
