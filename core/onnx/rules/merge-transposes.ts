import { ints, intsAttribute } from '../attribute'
import type { RewriteRule } from './rewrite-rule'
import { edit, notApplicable } from './rewrite-rule'

/** Transpose after Transpose: one, which `remove-identity` drops when both cancel. */
export const mergeTransposes: RewriteRule = {
  name: 'merge-transposes',
  opTypes: ['Transpose'],
  rewrite: (node, { index }) => {
    const first = index.producerOf(node.inputs[0])
    if (first?.opType !== 'Transpose') return notApplicable('its input is not transposed')
    const inner = intsAttribute(first.attributes, 'perm', [])
    const outer = intsAttribute(node.attributes, 'perm', [])
    if (inner.length === 0 || inner.length !== outer.length) return notApplicable('the order of axes is not stated')
    const perm = outer.map((axis) => inner[axis] ?? 0)
    return edit({
      remove: [node],
      insert: [{ ...node, inputs: [first.inputs[0] ?? ''], attributes: new Map([['perm', ints(...perm)]]) }],
    })
  },
}
