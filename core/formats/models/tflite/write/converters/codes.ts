import type { Converter, Converters } from './converter'

const quantize: Converter = (lowering, node, result) => {
  const [value = ''] = node.inputs
  const codes = lowering.codesFrom(node)
  if (codes === null) return lowering.refuse(node, 'its codes differ between channels')
  const { tensor, layout } = lowering.placed(value)
  lowering.place(result.value, { tensor: lowering.recoded(tensor, codes), layout })
}

/** Values keep their codes until an operator wants them real; weights are decoded where they are read. */
const dequantize: Converter = (lowering, node, result) => {
  const [value = ''] = node.inputs
  if (lowering.index.constantOf(value) !== undefined) return
  if (lowering.codesFrom(node) === null) return lowering.refuse(node, 'its codes differ between channels')
  lowering.place(result.value, lowering.placed(value))
}

export const codeConverters: Converters = new Map([
  ['QuantizeLinear', quantize],
  ['DequantizeLinear', dequantize],
])
