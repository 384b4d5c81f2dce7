import type { OpRule } from '../plan/node-plan'
import { staysFloat } from '../plan/node-plan'

/** Scores that leave the model need finer steps than 1/256: many boxes would tie. Inside a model codes do. */
export const sigmoid: OpRule = {
  opTypes: ['Sigmoid'],
  plan: (node, { index }) => {
    const [output = ''] = node.outputs
    if (index.isOutput(output)) return staysFloat('its scores leave the model, where 256 steps would make many equal')
    return { kind: 'integer', reads: [node.inputs[0] ?? ''], writes: 'own-codes', layer: null }
  },
}
