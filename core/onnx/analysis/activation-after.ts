import type { Node } from '../graph'
import type { GraphIndex } from '../graph-index'

const NAMES: ReadonlyMap<string, string> = new Map(
  ['Relu', 'LeakyRelu', 'Elu', 'HardSigmoid', 'HardSwish', 'Sigmoid', 'Softmax', 'Tanh', 'PRelu'].map((opType) => [opType, opType]),
)

/** Number formats and views, which change no value that an activation sees. */
const CONVERSIONS: ReadonlySet<string> = new Set(['QuantizeLinear', 'DequantizeLinear', 'Identity'])

/** The activation that is applied to what `node` computes before anything else reads it; null for none. Clip from 0 to 6 is Relu6. */
export function activationAfter(node: Node, index: GraphIndex): string | null {
  let next = index.soleConsumerOf(node.outputs[0] ?? '')
  while (next !== undefined && CONVERSIONS.has(next.opType)) next = index.soleConsumerOf(next.outputs[0] ?? '')
  if (next === undefined) return null
  return next.opType === 'Clip' ? clipName(next, index) : (NAMES.get(next.opType) ?? null)
}

function clipName(clip: Node, index: GraphIndex): string {
  const bound = (position: number): number | undefined => {
    const value = index.constantOf(clip.inputs[position])?.data[0]
    return value === undefined ? undefined : Number(value)
  }
  return bound(1) === 0 && bound(2) === 6 ? 'Relu6' : 'Clip'
}
