import { int, intAttribute } from '../attribute'
import { freshName } from '../fresh-name'
import type { Node } from '../graph'
import { frontAxis } from '../shapes/shape-rule'
import { tensorNumbers } from '../tensor'
import type { RewriteRule, RuleContext } from './rewrite-rule'
import { edit, notApplicable } from './rewrite-rule'

/** Slice or Squeeze of a Concat along another axis: Concat of the sliced or squeezed parts, where it may meet a Reshape or Conv. */
export const moveViewBeforeConcat: RewriteRule = {
  name: 'move-view-before-concat',
  opTypes: ['Slice', 'Squeeze'],
  rewrite: (node, context) => {
    const { graph, index, infos } = context
    const source = node.inputs[0] ?? ''
    const concat = index.producerOf(source)
    if (concat?.opType !== 'Concat' || index.soleConsumerOf(source) !== node) {
      return notApplicable('its input is no concatenation used only here')
    }
    const rank = infos.get(source)?.dims?.length
    const axes = viewedAxes(node, context)
    if (rank === undefined || axes === null) return notApplicable('the axes are not known')
    const joined = frontAxis(intAttribute(concat.attributes, 'axis', 0), rank)
    const viewed = axes.map((axis) => frontAxis(axis, rank))
    if (viewed.includes(joined)) return notApplicable('it works along the axis of concatenation')
    const output = node.outputs[0] ?? node.name
    const parts = concat.inputs.map((input, position): Node => {
      const name = freshName(graph, `${output}/part_${position}`)
      return { ...node, name, inputs: [input, ...node.inputs.slice(1)], outputs: [name] }
    })
    const removedBefore = node.opType === 'Squeeze' ? viewed.filter((axis) => axis < joined).length : 0
    const merged: Node = {
      ...concat,
      name: output,
      inputs: parts.map((part) => part.name),
      outputs: [output],
      attributes: new Map([['axis', int(joined - removedBefore)]]),
    }
    return edit({ remove: [concat, node], insert: [...parts, merged] })
  },
}

function viewedAxes(node: Node, { index }: RuleContext): number[] | null {
  const place = node.opType === 'Slice' ? 3 : 1
  const axes = index.constantOf(node.inputs[place])
  return axes === undefined ? null : tensorNumbers(axes)
}
