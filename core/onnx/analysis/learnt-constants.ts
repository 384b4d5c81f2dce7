import type { Node } from '../graph'
import type { GraphIndex } from '../graph-index'
import type { NamedConstant } from './constant-of'
import { constantBehind } from './constant-of'

/** A constant that training sets, and what it is to its layer. */
export interface LearntConstant extends NamedConstant {
  readonly role: 'weight' | 'bias' | 'norm'
}

type Roles = readonly (LearntConstant['role'] | undefined)[]

const ROLES: ReadonlyMap<string, Roles> = new Map<string, Roles>([
  ['Conv', [undefined, 'weight', 'bias']],
  ['ConvTranspose', [undefined, 'weight', 'bias']],
  ['ConvInteger', [undefined, 'weight']],
  ['QLinearConv', [undefined, undefined, undefined, 'weight', undefined, undefined, undefined, undefined, 'bias']],
  ['Gemm', [undefined, 'weight', 'bias']],
  ['MatMul', ['weight', 'weight']],
  ['MatMulInteger', ['weight', 'weight']],
  ['QLinearMatMul', ['weight', undefined, undefined, 'weight']],
  ['PRelu', [undefined, 'weight']],
  // Scale and shift are learnt; mean and variance are measured.
  ['BatchNormalization', [undefined, 'norm', 'norm']],
])

/** The constants of one node that training sets; shapes, bounds, scales and zero points are none. */
export function learntConstants(node: Node, index: GraphIndex): LearntConstant[] {
  return (ROLES.get(node.opType) ?? []).flatMap((role, position) => {
    const constant = role === undefined ? null : constantBehind(node.inputs[position], index)
    return role === undefined || constant === null ? [] : [{ ...constant, role }]
  })
}
