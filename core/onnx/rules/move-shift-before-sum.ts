import { freshName } from '../fresh-name'
import { makeNode } from '../make-node'
import { convParts, perChannel } from './conv-parts'
import type { RewriteRule } from './rewrite-rule'
import { edit, notApplicable } from './rewrite-rule'

/**
 * A constant per channel added to a sum with a convolution in it: added to the convolution, which absorbs it.
 * TensorFlow's graph optimizer leaves the bias of residual branches behind the sum.
 */
export const moveShiftBeforeSum: RewriteRule = {
  name: 'move-shift-before-sum',
  opTypes: ['Add'],
  rewrite: (node, { graph, index }) => {
    for (const place of [0, 1]) {
      const source = node.inputs[place] ?? ''
      const shift = node.inputs[1 - place] ?? ''
      const sum = index.producerOf(source)
      if (sum?.opType !== 'Add' || index.soleConsumerOf(source) !== node) continue
      const branch = sum.inputs.find((input) => {
        const conv = convParts(index.producerOf(input), index)
        return conv !== null && index.soleConsumerOf(input) === sum && perChannel(index.constantOf(shift), conv.channels) !== null
      })
      if (branch === undefined) continue
      const output = node.outputs[0] ?? node.name
      const shifted = freshName(graph, `${branch}/shifted`)
      return edit({
        remove: [sum, node],
        insert: [
          makeNode('Add', [branch, shift], [shifted]),
          { ...sum, name: output, inputs: sum.inputs.map((input) => (input === branch ? shifted : input)), outputs: [output] },
        ],
      })
    }
    return notApplicable('no operand is a sum with a convolution of its own')
  },
}
