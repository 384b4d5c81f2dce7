import type { Node } from '../graph'
import type { Tensor } from '../tensor'
import { elementwiseShapes } from './elementwise-shapes'
import { layoutShapes } from './layout-shapes'
import { matrixShapes } from './matrix-shapes'
import type { ShapeRule, ValueType } from './shape-rule'
import { ShapeContext } from './shape-rule'
import { spatialShapes } from './spatial-shapes'

const RULES: ReadonlyMap<string, ShapeRule> = new Map([
  ...elementwiseShapes,
  ...spatialShapes,
  ...layoutShapes,
  ...matrixShapes,
])

/**
 * Types of the outputs of one node, or null when its operator has no shape rule.
 * Throws Error naming the node when the inputs do not fit the operator.
 */
export function inferNode(
  node: Node,
  types: (name: string) => ValueType | undefined,
  constants: (name: string) => Tensor | undefined,
): readonly ValueType[] | null {
  const rule = node.domain === '' ? RULES.get(node.opType) : undefined
  if (rule === undefined) return null
  try {
    return rule(new ShapeContext(node, types, constants))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`${node.opType} "${node.name}": ${reason}.`, { cause })
  }
}
