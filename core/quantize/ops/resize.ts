import { stringAttribute } from '#core/onnx/attribute'
import type { OpRule } from '../plan/node-plan'
import { staysFloat } from '../plan/node-plan'

/**
 * Nearest and linear resizing stay inside the range of their input and keep its codes. ONNX Runtime (seen in 1.30
 * and 1.32) runs only the nearest kind on codes and the linear kind in float between two steps.
 */
export const resize: OpRule = {
  opTypes: ['Resize'],
  plan: (node) => {
    const mode = stringAttribute(node.attributes, 'mode', 'nearest')
    if (mode === 'cubic') return staysFloat('cubic resizing overshoots the range of its input')
    const plan = { kind: 'integer', reads: [node.inputs[0] ?? ''], writes: 'input-codes', layer: null } as const
    return mode === 'nearest' ? plan : { ...plan, inFloat: 'the runtime interpolates in float, between two 8-bit steps' }
  },
}
