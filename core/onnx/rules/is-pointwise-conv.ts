import { intAttribute, intsAttribute } from '../attribute'
import type { ConvParts } from './conv-parts'

/** True for a 1 x 1 convolution over all channels without stride and padding: the same linear map at every pixel. */
export function isPointwiseConv({ node, weight }: ConvParts): boolean {
  return (
    weight.dims.length === 4 &&
    weight.dims[2] === 1 &&
    weight.dims[3] === 1 &&
    intAttribute(node.attributes, 'group', 1) === 1 &&
    intsAttribute(node.attributes, 'strides', []).every((stride) => stride === 1) &&
    intsAttribute(node.attributes, 'pads', []).every((pad) => pad === 0)
  )
}
