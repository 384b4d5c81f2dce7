import { convParts, perChannel } from './conv-parts'
import type { RewriteRule } from './rewrite-rule'
import { edit, notApplicable } from './rewrite-rule'
import { scaledConv } from './scaled-conv'

/** Conv, then Add or Sub of one constant per channel (a bias, or the rest of a folded batch norm): becomes one Conv. */
export const fuseShiftIntoConv: RewriteRule = {
  name: 'fuse-shift-into-conv',
  opTypes: ['Add', 'Sub'],
  rewrite: (node, { graph, index }) => {
    const places = node.opType === 'Sub' ? [0] : [0, 1]
    for (const place of places) {
      const source = node.inputs[place] ?? ''
      const conv = convParts(index.producerOf(source), index)
      if (conv === null || index.soleConsumerOf(source) !== node) continue
      const term = perChannel(index.constantOf(node.inputs[1 - place]), conv.channels)
      if (term === null) continue
      const shift = node.opType === 'Sub' ? term.map((value) => -value) : term
      return edit(scaledConv(graph, conv, node, new Float64Array(conv.channels).fill(1), shift))
    }
    return notApplicable('no operand is a convolution used only here with a constant per channel on the other side')
  },
}
