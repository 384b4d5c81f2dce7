import type { Attribute } from './attribute'
import type { Node } from './graph'

/** A node of the standard operator set; it is named after its first output. */
export function makeNode(
  opType: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, Attribute>> = {},
): Node {
  return { name: outputs[0] ?? opType, opType, domain: '', inputs, outputs, attributes: new Map(Object.entries(attributes)) }
}
