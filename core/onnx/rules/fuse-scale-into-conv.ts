import { convParts, perChannel } from './conv-parts'
import type { RewriteRule } from './rewrite-rule'
import { edit, notApplicable } from './rewrite-rule'
import { scaledConv } from './scaled-conv'

/** Conv, then Mul or Div by one constant per channel: becomes one Conv. */
export const fuseScaleIntoConv: RewriteRule = {
  name: 'fuse-scale-into-conv',
  opTypes: ['Mul', 'Div'],
  rewrite: (node, { graph, index }) => {
    const places = node.opType === 'Div' ? [0] : [0, 1]
    for (const place of places) {
      const source = node.inputs[place] ?? ''
      const conv = convParts(index.producerOf(source), index)
      if (conv === null || index.soleConsumerOf(source) !== node) continue
      const factor = perChannel(index.constantOf(node.inputs[1 - place]), conv.channels)
      if (factor === null) continue
      const scale = node.opType === 'Div' ? factor.map((value) => 1 / value) : factor
      return edit(scaledConv(graph, conv, node, scale, new Float64Array(conv.channels)))
    }
    return notApplicable('no operand is a convolution used only here with a constant per channel on the other side')
  },
}
