import type { OpRule } from '../plan/node-plan'

/** Means of codes, written with a range of their own: means spread less than pixels (QLinearAveragePool in ONNX Runtime). */
export const averagePool: OpRule = {
  opTypes: ['AveragePool', 'GlobalAveragePool'],
  plan: (node) => ({ kind: 'integer', reads: [node.inputs[0] ?? ''], writes: 'own-codes', layer: null }),
}
