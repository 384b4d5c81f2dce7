import { intsAttribute } from '../attribute'
import { freshName } from '../fresh-name'
import type { Node } from '../graph'
import { frontAxis } from '../shapes/shape-rule'
import { sliceBounds } from '../shapes/slice-extent'
import type { Tensor } from '../tensor'
import { float32Tensor, int64Tensor, tensorNumbers } from '../tensor'
import { convParts } from './conv-parts'
import type { RewriteRule, RuleContext } from './rewrite-rule'
import { edit, notApplicable } from './rewrite-rule'

/**
 * Conv, channels moved last, Reshape to [N, -1, classes], Slice of classes: the Conv computes only the classes kept.
 * Drops the background column of SSD class predictors from the weights.
 */
export const moveSliceIntoConv: RewriteRule = {
  name: 'move-slice-into-conv',
  opTypes: ['Slice'],
  rewrite: (node, context) => {
    const { graph, index, infos } = context
    const reshape = index.producerOf(node.inputs[0])
    const toChannelsLast = channelsLastSteps(reshape?.inputs[0], context)
    const conv = convParts(index.producerOf(toChannelsLast?.[0]?.inputs[0] ?? reshape?.inputs[0]), index)
    if (reshape?.opType !== 'Reshape' || toChannelsLast === null || conv === null) {
      return notApplicable('its input is no reshaped convolution with channels last')
    }
    const chain = [conv.node, ...toChannelsLast, reshape]
    if (chain.some((step) => index.soleConsumerOf(step.outputs[0] ?? '') === undefined)) {
      return notApplicable('a step before it is used elsewhere')
    }
    const dims = infos.get(reshape.outputs[0] ?? '')?.dims
    const classes = dims?.[2]
    const kept = keptClasses(node, context)
    if (dims?.length !== 3 || typeof classes !== 'number' || conv.channels % classes !== 0 || kept === null) {
      return notApplicable('it does not select classes of [N, anchors, classes]')
    }
    const filters = Array.from({ length: conv.channels }, (_, channel) => channel).filter((channel) =>
      kept.has(channel % classes),
    )
    const perFilter = conv.weight.data.length / conv.channels
    const weight = new Float32Array(filters.length * perFilter)
    filters.forEach((filter, position) => {
      weight.set(conv.weight.data.subarray(filter * perFilter, (filter + 1) * perFilter), position * perFilter)
    })
    const bias = Float32Array.from(filters, (filter) => conv.bias.data[filter] ?? 0)
    const output = node.outputs[0] ?? node.name
    const weightName = freshName(graph, `${output}/weight`)
    const biasName = freshName(graph, `${output}/bias`)
    const shapeName = freshName(graph, `${output}/shape`)
    return edit({
      remove: [...chain, node],
      insert: [
        { ...conv.node, inputs: [conv.node.inputs[0] ?? '', weightName, biasName] },
        ...toChannelsLast,
        { ...reshape, name: output, inputs: [reshape.inputs[0] ?? '', shapeName], outputs: [output] },
      ],
      initializers: new Map<string, Tensor>([
        [weightName, float32Tensor([filters.length, ...conv.weight.dims.slice(1)], weight)],
        [biasName, float32Tensor([filters.length], bias)],
        [shapeName, int64Tensor([3], [0, -1, kept.size])],
      ]),
    })
  },
}

/** The transposition to channels last; none is needed for a single pixel. Null when the channels of `value` are not last. */
function channelsLastSteps(value: string | undefined, { index, infos }: RuleContext): readonly Node[] | null {
  const producer = index.producerOf(value)
  if (producer?.opType === 'Transpose') {
    return intsAttribute(producer.attributes, 'perm', []).join() === '0,2,3,1' ? [producer] : null
  }
  const dims = infos.get(value ?? '')?.dims
  return dims?.length === 4 && dims[2] === 1 && dims[3] === 1 ? [] : null
}

function keptClasses(node: Node, { index, infos }: RuleContext): ReadonlySet<number> | null {
  const [starts, ends, axes, steps] = [1, 2, 3, 4].map((place) => index.constantOf(node.inputs[place]))
  const dims = infos.get(node.inputs[0] ?? '')?.dims
  const classes = dims?.[dims.length - 1]
  if (starts?.data.length !== 1 || ends === undefined || axes === undefined || typeof classes !== 'number' || !dims) return null
  const [start = 0] = tensorNumbers(starts)
  const [end = 0] = tensorNumbers(ends)
  const [axis = 0] = tensorNumbers(axes)
  const [step = 1] = steps === undefined ? [1] : tensorNumbers(steps)
  if (frontAxis(axis, dims.length) !== dims.length - 1 || step !== 1) return null
  const [first, last] = sliceBounds(classes, start, end, step)
  return new Set(Array.from({ length: last - first }, (_, offset) => first + offset))
}
