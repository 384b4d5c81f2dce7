import { freshName } from '../fresh-name'
import { int64Tensor } from '../tensor'
import type { RewriteRule } from './rewrite-rule'
import { edit, notApplicable } from './rewrite-rule'

const RESHAPING = ['Reshape', 'Squeeze', 'Unsqueeze', 'Flatten']

/**
 * Reshape, Squeeze, Unsqueeze or Flatten right after one of them: one Reshape. Needs a result with at most one
 * unknown extent, which must be the first (kept from the input) or the only one (left to -1).
 */
export const mergeReshapes: RewriteRule = {
  name: 'merge-reshapes',
  opTypes: RESHAPING,
  rewrite: (node, { graph, index, infos }) => {
    const first = index.producerOf(node.inputs[0])
    if (first === undefined || !RESHAPING.includes(first.opType)) return notApplicable('its input is not reshaped')
    const source = infos.get(first.inputs[0] ?? '')?.dims
    const result = infos.get(node.outputs[0] ?? '')?.dims
    if (!source || !result) return notApplicable('the shapes are not known')
    const kept = typeof source[0] === 'string' && source[0] === result[0]
    const target = result.map((dim, axis) => (typeof dim === 'number' ? dim : axis === 0 && kept ? 0 : -1))
    if (target.filter((extent) => extent === -1).length > 1) return notApplicable('two extents are not known')
    const output = node.outputs[0] ?? node.name
    const shapeName = freshName(graph, `${output}/shape`)
    return edit({
      remove: [node],
      insert: [
        { ...node, opType: 'Reshape', inputs: [first.inputs[0] ?? '', shapeName], attributes: new Map() },
      ],
      initializers: new Map([[shapeName, int64Tensor([target.length], target)]]),
    })
  },
}
