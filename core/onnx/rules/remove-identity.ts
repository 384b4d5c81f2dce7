import { intsAttribute } from '../attribute'
import type { Node } from '../graph'
import type { RewriteRule, RuleContext } from './rewrite-rule'
import { edit, notApplicable } from './rewrite-rule'

/** Nodes that give back their input: Identity, Dropout, Concat of one, and reshapes and transpositions that change nothing. */
export const removeIdentity: RewriteRule = {
  name: 'remove-identity',
  opTypes: ['Identity', 'Dropout', 'Concat', 'Reshape', 'Transpose'],
  rewrite: (node, context) => {
    const input = node.inputs[0] ?? ''
    const output = node.outputs[0] ?? ''
    if (!givesBackInput(node, context)) return notApplicable('it changes its input')
    if (!context.index.isOutput(output)) return edit({ remove: [node], insert: [], redirect: new Map([[output, input]]) })
    const producer = context.index.producerOf(input)
    if (producer === undefined || context.index.soleConsumerOf(input) !== node) {
      return notApplicable('it names a graph output')
    }
    const renamed = producer.outputs.map((name) => (name === input ? output : name))
    return edit({ remove: [producer, node], insert: [{ ...producer, outputs: renamed }] })
  },
}

function givesBackInput(node: Node, { infos }: RuleContext): boolean {
  if (node.opType === 'Identity' || node.opType === 'Dropout') return true
  if (node.opType === 'Concat') return node.inputs.length === 1
  if (node.opType === 'Transpose') return intsAttribute(node.attributes, 'perm', [-1]).every((axis, place) => axis === place)
  const before = infos.get(node.inputs[0] ?? '')?.dims
  const after = infos.get(node.outputs[0] ?? '')?.dims
  return (
    !!before && !!after && before.length === after.length && before.every((dim, axis) => dim !== null && dim === after[axis])
  )
}
