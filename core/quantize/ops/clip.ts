import { tensorNumbers } from '#core/onnx/tensor'
import type { OpRule } from '../plan/node-plan'
import { staysFloat } from '../plan/node-plan'

/** Limits by constants (Relu6 and its like). */
export const clip: OpRule = {
  opTypes: ['Clip'],
  plan: (node, { index }) => {
    const [, lowName = '', highName = ''] = node.inputs
    const [low, high] = [lowName, highName].map((name) => {
      const tensor = index.constantOf(name)
      return tensor?.dataType === 'float32' ? tensorNumbers(tensor)[0] : undefined
    })
    if ((lowName !== '' && low === undefined) || (highName !== '' && high === undefined)) return staysFloat('its limits are not constant float32')
    return { kind: 'bounded', low: low ?? -Infinity, high: high ?? Infinity }
  },
}
