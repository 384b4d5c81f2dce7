import { floatAttribute } from '../attribute'
import { convParts } from './conv-parts'
import type { RewriteRule } from './rewrite-rule'
import { edit, notApplicable } from './rewrite-rule'
import { scaledConv } from './scaled-conv'

/** Conv, then inference BatchNormalization with constant statistics: becomes one Conv (Ioffe and Szegedy 2015, algorithm 1). */
export const fuseBatchNormIntoConv: RewriteRule = {
  name: 'fuse-batch-norm-into-conv',
  opTypes: ['BatchNormalization'],
  rewrite: (node, { graph, index }) => {
    const source = node.inputs[0] ?? ''
    const conv = convParts(index.producerOf(source), index)
    if (conv === null) return notApplicable('its input is no convolution with constant weights')
    if (index.soleConsumerOf(source) !== node) return notApplicable('the convolution result is used elsewhere')
    const [gamma, beta, mean, variance] = [1, 2, 3, 4].map((position) => index.constantOf(node.inputs[position]))
    if (
      gamma?.dataType !== 'float32' ||
      beta?.dataType !== 'float32' ||
      mean?.dataType !== 'float32' ||
      variance?.dataType !== 'float32'
    ) {
      return notApplicable('its statistics are not constant')
    }
    const epsilon = floatAttribute(node.attributes, 'epsilon', 1e-5)
    const scale = Float64Array.from(gamma.data, (value, channel) => value / Math.sqrt((variance.data[channel] ?? 0) + epsilon))
    const shift = Float64Array.from(beta.data, (value, channel) => value - (mean.data[channel] ?? 0) * (scale[channel] ?? 0))
    return edit(scaledConv(graph, conv, node, scale, shift))
  },
}
