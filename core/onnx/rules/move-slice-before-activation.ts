import { freshName } from '../fresh-name'
import type { RewriteRule } from './rewrite-rule'
import { edit, notApplicable } from './rewrite-rule'

const POINTWISE: ReadonlySet<string> = new Set(['Sigmoid', 'Relu', 'Tanh', 'HardSigmoid', 'HardSwish', 'LeakyRelu', 'Clip'])

/** Slice of an element-wise activation: activation of the slice, so less is computed and the slice may move on. */
export const moveSliceBeforeActivation: RewriteRule = {
  name: 'move-slice-before-activation',
  opTypes: ['Slice'],
  rewrite: (node, { graph, index }) => {
    const source = node.inputs[0] ?? ''
    const activation = index.producerOf(source)
    if (activation === undefined || !POINTWISE.has(activation.opType)) return notApplicable('its input is no activation')
    if (index.soleConsumerOf(source) !== node) return notApplicable('the whole activation is used elsewhere')
    const output = node.outputs[0] ?? node.name
    const sliced = freshName(graph, `${output}/sliced`)
    return edit({
      remove: [activation, node],
      insert: [
        { ...node, name: sliced, inputs: [activation.inputs[0] ?? '', ...node.inputs.slice(1)], outputs: [sliced] },
        { ...activation, name: output, inputs: [sliced, ...activation.inputs.slice(1)], outputs: [output] },
      ],
    })
  },
}
