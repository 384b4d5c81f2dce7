import { floatAttribute, intAttribute } from '#core/onnx/attribute'
import type { OpRule } from '../plan/node-plan'
import { staysFloat } from '../plan/node-plan'

/** Fully connected layer: integer products, one weight scale per output; results may leave as float. */
export const gemm: OpRule = {
  opTypes: ['Gemm'],
  plan: (node, { index }) => {
    const [input = '', weightName = '', biasName = ''] = node.inputs
    const weight = index.constantOf(weightName)
    if (weight?.dataType !== 'float32') return staysFloat('its weights are not constant float32')
    const isTransposed = intAttribute(node.attributes, 'transB', 0) === 0
    const [first = 0, second = 0] = weight.dims
    const rows = isTransposed ? second : first
    const bias = index.constantOf(biasName)
    if (biasName !== '' && (bias?.dataType !== 'float32' || bias.data.length !== rows)) return staysFloat('its bias is not one constant per output')
    if (intAttribute(node.attributes, 'transA', 0) !== 0) return staysFloat('its input is transposed')
    if (floatAttribute(node.attributes, 'alpha', 1) !== 1 || floatAttribute(node.attributes, 'beta', 1) !== 1) {
      return staysFloat('its product or bias is scaled')
    }
    return {
      kind: 'integer',
      reads: [input],
      writes: 'codes-or-float',
      layer: {
        node,
        weightName,
        biasName: biasName === '' ? null : biasName,
        rows,
        columns: isTransposed ? first : second,
        groups: 1,
        window: null,
        isTransposed,
      },
    }
  },
}
