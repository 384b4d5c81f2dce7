import type { OpRule } from '../plan/node-plan'

/** No value below zero. */
export const relu: OpRule = {
  opTypes: ['Relu'],
  plan: () => ({ kind: 'bounded', low: 0, high: Infinity }),
}
