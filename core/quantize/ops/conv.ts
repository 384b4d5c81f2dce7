import { intAttribute, intsAttribute, stringAttribute } from '#core/onnx/attribute'
import type { OpRule } from '../plan/node-plan'
import { staysFloat } from '../plan/node-plan'

/** Convolution: integer products, one weight scale per output channel. The runtime needs coded results. */
export const conv: OpRule = {
  opTypes: ['Conv'],
  plan: (node, { index }) => {
    const [input = '', weightName = '', biasName = ''] = node.inputs
    const weight = index.constantOf(weightName)
    if (weight?.dataType !== 'float32') return staysFloat('its weights are not constant float32')
    if (biasName !== '' && index.constantOf(biasName)?.dataType !== 'float32') return staysFloat('its bias is not constant float32')
    const [rows, depth, height, width] = weight.dims
    if (weight.dims.length !== 4 || rows === undefined || depth === undefined || height === undefined || width === undefined) {
      return staysFloat('only two-dimensional convolutions are quantized')
    }
    if (!['', 'NOTSET'].includes(stringAttribute(node.attributes, 'auto_pad', ''))) return staysFloat('its padding depends on the input size')
    const pair = (name: string): [number, number] => {
      const [first = 1, second = first] = intsAttribute(node.attributes, name, [1, 1])
      return [first, second]
    }
    const [top = 0, left = 0, bottom = top, right = left] = intsAttribute(node.attributes, 'pads', [0, 0, 0, 0])
    return {
      kind: 'integer',
      reads: [input],
      writes: 'own-codes',
      layer: {
        node,
        weightName,
        biasName: biasName === '' ? null : biasName,
        rows,
        columns: depth * height * width,
        groups: intAttribute(node.attributes, 'group', 1),
        window: { kernel: [height, width], strides: pair('strides'), dilations: pair('dilations'), pads: [top, left, bottom, right] },
        isTransposed: false,
      },
    }
  },
}
