import { intAttribute } from '../attribute'
import { freshName } from '../fresh-name'
import type { Node } from '../graph'
import { makeNode } from '../make-node'
import type { TensorOf } from '../tensor'
import { float32Tensor } from '../tensor'
import { convParts } from './conv-parts'
import { isPointwiseConv } from './is-pointwise-conv'
import type { RewriteRule, RuleContext } from './rewrite-rule'
import { edit, notApplicable } from './rewrite-rule'

/**
 * 1 x 1 Conv of a Concat whose one part is a single pixel enlarged to the whole map (Resize or Expand): the pixel is
 * convolved alone and added by broadcasting. The enlarged map and its share of the multiplications disappear
 * (image pooling of DeepLab, Chen et al. 2017, section 3.3).
 */
export const splitConvOverPooledInput: RewriteRule = {
  name: 'split-conv-over-pooled-input',
  opTypes: ['Conv'],
  rewrite: (node, context) => {
    const { graph, index, infos } = context
    const conv = convParts(node, index)
    const joined = node.inputs[0] ?? ''
    const concat = index.producerOf(joined)
    if (conv === null || concat?.opType !== 'Concat' || index.soleConsumerOf(joined) !== node) {
      return notApplicable('its input is no concatenation used only here')
    }
    if (intAttribute(concat.attributes, 'axis', 0) !== 1 || !isPointwiseConv(conv)) {
      return notApplicable('it is no plain 1 x 1 convolution over joined channels')
    }
    const pixels = concat.inputs.map((input) => enlargedPixel(input, context))
    const place = pixels.findIndex((pixel) => pixel !== null)
    const pixel = pixels[place]
    const channels = concat.inputs.map((input) => infos.get(input)?.dims?.[1]).filter((count) => typeof count === 'number')
    if (pixel === null || pixel === undefined || channels.length !== concat.inputs.length || channels.length < 2) {
      return notApplicable('no part is an enlarged pixel')
    }
    const output = node.outputs[0] ?? node.name
    const first = channels.slice(0, place).reduce((sum, count) => sum + count, 0)
    const last = first + (channels[place] ?? 0)
    const restName = freshName(graph, `${output}/map`)
    const pixelName = freshName(graph, `${output}/pixel`)
    const rest = concat.inputs.filter((_, position) => position !== place)
    const joinedRest: Node = { ...concat, name: `${concat.name}/rest`, inputs: rest, outputs: [`${concat.name}/rest`] }
    return edit({
      remove: [concat, node],
      insert: [
        ...(rest.length > 1 ? [joinedRest] : []),
        {
          ...node,
          name: restName,
          inputs: [rest.length > 1 ? joinedRest.name : (rest[0] ?? ''), `${restName}/weight`, `${restName}/bias`],
          outputs: [restName],
        },
        { ...node, name: pixelName, inputs: [pixel, `${pixelName}/weight`], outputs: [pixelName] },
        makeNode('Add', [restName, pixelName], [output]),
      ],
      initializers: new Map([
        [`${restName}/weight`, selectInputs(conv.weight, (channel) => channel < first || channel >= last)],
        [`${restName}/bias`, conv.bias],
        [`${pixelName}/weight`, selectInputs(conv.weight, (channel) => channel >= first && channel < last)],
      ]),
    })
  },
}

/** The 1 x 1 map that `value` repeats over all pixels, or null. */
function enlargedPixel(value: string, { index, infos }: RuleContext): string | null {
  const producer = index.producerOf(value)
  if (producer?.opType !== 'Resize' && producer?.opType !== 'Expand') return null
  const source = producer.inputs[0] ?? ''
  const dims = infos.get(source)?.dims
  return dims?.length === 4 && dims[2] === 1 && dims[3] === 1 ? source : null
}

function selectInputs(weight: TensorOf<'float32'>, keep: (channel: number) => boolean): TensorOf<'float32'> {
  const [filters = 0, channels = 0] = weight.dims
  const kept = Array.from({ length: channels }, (_, channel) => channel).filter(keep)
  const data = new Float32Array(filters * kept.length)
  for (let filter = 0; filter < filters; filter += 1) {
    kept.forEach((channel, position) => {
      data[filter * kept.length + position] = weight.data[filter * channels + channel] ?? 0
    })
  }
  return float32Tensor([filters, kept.length, 1, 1], data)
}
