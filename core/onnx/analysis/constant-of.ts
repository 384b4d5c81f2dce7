import type { GraphIndex } from '../graph-index'
import type { Tensor } from '../tensor'

/** A stored constant and its name. */
export interface NamedConstant {
  readonly name: string
  readonly tensor: Tensor
}

const CONVERSIONS: ReadonlySet<string> = new Set(['DequantizeLinear', 'Cast', 'Identity'])

/** The stored constant behind `value`, seen through conversions of quantized or half weights; null for computed values. */
export function constantBehind(value: string | undefined, index: GraphIndex): NamedConstant | null {
  let name = value
  while (name !== undefined && name !== '') {
    const tensor = index.constantOf(name)
    if (tensor !== undefined) return { name, tensor }
    const producer = index.producerOf(name)
    if (producer === undefined || !CONVERSIONS.has(producer.opType)) return null
    name = producer.inputs[0]
  }
  return null
}
