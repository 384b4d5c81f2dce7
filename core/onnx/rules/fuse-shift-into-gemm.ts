import { floatAttribute } from '../attribute'
import { freshName } from '../fresh-name'
import { float32Tensor } from '../tensor'
import type { RewriteRule } from './rewrite-rule'
import { edit, notApplicable } from './rewrite-rule'

/** Gemm without bias, then Add of a constant row: becomes one Gemm. */
export const fuseShiftIntoGemm: RewriteRule = {
  name: 'fuse-shift-into-gemm',
  opTypes: ['Add'],
  rewrite: (node, { graph, index }) => {
    for (const place of [0, 1]) {
      const source = node.inputs[place] ?? ''
      const gemm = index.producerOf(source)
      if (gemm?.opType !== 'Gemm' || gemm.inputs.length !== 2 || index.soleConsumerOf(source) !== node) continue
      if (floatAttribute(gemm.attributes, 'beta', 1) !== 1) continue
      const term = index.constantOf(node.inputs[1 - place])
      if (term?.dataType !== 'float32' || term.dims.slice(0, -1).some((dim) => dim !== 1)) continue
      const output = node.outputs[0] ?? node.name
      const biasName = freshName(graph, `${output}/bias`)
      return edit({
        remove: [gemm, node],
        insert: [{ ...gemm, name: output, inputs: [...gemm.inputs, biasName], outputs: [output] }],
        initializers: new Map([[biasName, float32Tensor([term.data.length], term.data)]]),
      })
    }
    return notApplicable('no operand is a matrix product without bias used only here')
  },
}
