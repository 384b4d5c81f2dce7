import { intAttribute, intsAttribute } from '../attribute'
import type { Dim, Node } from '../graph'
import type { RewriteRule } from './rewrite-rule'
import { edit, notApplicable } from './rewrite-rule'

/** A mean over all pixels (AveragePool with a window as large as the map, ReduceMean over both axes): GlobalAveragePool. */
export const useGlobalAveragePool: RewriteRule = {
  name: 'use-global-average-pool',
  opTypes: ['AveragePool', 'ReduceMean'],
  rewrite: (node, { infos }) => {
    const dims = infos.get(node.inputs[0] ?? '')?.dims
    if (dims?.length !== 4) return notApplicable('its input is no feature map of known rank')
    const covers = node.opType === 'AveragePool' ? poolsAll(node, dims) : reducesPixels(node)
    if (!covers) return notApplicable('it does not cover all pixels')
    return edit({
      remove: [node],
      insert: [{ ...node, opType: 'GlobalAveragePool', inputs: node.inputs.slice(0, 1), attributes: new Map() }],
    })
  },
}

function poolsAll(node: Node, dims: readonly Dim[]): boolean {
  const kernel = intsAttribute(node.attributes, 'kernel_shape', [])
  const pads = intsAttribute(node.attributes, 'pads', [])
  return kernel.length === 2 && kernel.every((size, axis) => size === dims[axis + 2]) && pads.every((pad) => pad === 0)
}

function reducesPixels(node: Node): boolean {
  const axes = intsAttribute(node.attributes, 'axes', []).map((axis) => (axis < 0 ? axis + 4 : axis))
  return axes.toSorted().join() === '2,3' && intAttribute(node.attributes, 'keepdims', 1) === 1
}
