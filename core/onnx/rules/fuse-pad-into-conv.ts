import { ints, intsAttribute, stringAttribute } from '../attribute'
import { tensorNumbers } from '../tensor'
import type { RewriteRule } from './rewrite-rule'
import { edit, notApplicable } from './rewrite-rule'

/** Pad with zeros over pixels, then Conv: the Conv pads itself. */
export const fusePadIntoConv: RewriteRule = {
  name: 'fuse-pad-into-conv',
  opTypes: ['Conv'],
  rewrite: (node, { index }) => {
    const pad = index.producerOf(node.inputs[0])
    if (pad?.opType !== 'Pad') return notApplicable('its input is not padded')
    if (stringAttribute(pad.attributes, 'mode', 'constant') !== 'constant') return notApplicable('the padding is no constant')
    if (stringAttribute(node.attributes, 'auto_pad', 'NOTSET') !== 'NOTSET') return notApplicable('the convolution pads by rule')
    const fill = (pad.inputs[2] ?? '') === '' ? [0] : tensorOr(index.constantOf(pad.inputs[2]))
    if (fill === null || fill[0] !== 0) return notApplicable('the padding is not zero')
    const amounts = tensorOr(index.constantOf(pad.inputs[1]))
    if (amounts === null || pad.inputs.length > 3) return notApplicable('the padding is not known')
    const rank = amounts.length / 2
    const spatial = [...amounts.slice(2, rank), ...amounts.slice(rank + 2)]
    const others = [...amounts.slice(0, 2), ...amounts.slice(rank, rank + 2)]
    if (others.some((amount) => amount !== 0) || spatial.some((amount) => amount < 0)) {
      return notApplicable('the padding is not over pixels alone')
    }
    const own = intsAttribute(node.attributes, 'pads', spatial.map(() => 0))
    const attributes = new Map(node.attributes)
    attributes.set('pads', ints(...spatial.map((amount, side) => amount + (own[side] ?? 0))))
    return edit({
      remove: [node],
      insert: [{ ...node, inputs: [pad.inputs[0] ?? '', ...node.inputs.slice(1)], attributes }],
    })
  },
}

function tensorOr(tensor: Parameters<typeof tensorNumbers>[0] | undefined): number[] | null {
  return tensor === undefined ? null : tensorNumbers(tensor)
}
