import { transposeTensor } from '#core/onnx/evaluate/strided-tensor'
import type { Tensor } from '#core/onnx/tensor'
import { optionsCodes } from '../../schema/codes'
import type { OperatorName } from '../../schema/codes'
import { arithmeticSlots } from '../../schema/slots'
import { TO_CHANNELS_LAST } from '../lowering'
import type { Lowering, Placed } from '../lowering'
import type { Converter, Converters } from './converter'
import { readInput, workingCodes } from './converter'

/** A constant beside a feature map: rank 4, channels last. */
function besideImage(lowering: Lowering, value: string, constant: Tensor): number {
  if (constant.dims.length === 0) return lowering.builder.constant(value, constant)
  const dims = [...Array.from({ length: 4 - constant.dims.length }, () => 1), ...constant.dims]
  return lowering.builder.constant(`${value}/last`, transposeTensor({ ...constant, dims } as Tensor, TO_CHANNELS_LAST))
}

function operand(lowering: Lowering, value: string, layout: Placed['layout'], coded: Parameters<typeof readInput>[3]): number {
  const constant = lowering.constant(value)
  if (constant !== undefined) return layout === 'last' ? besideImage(lowering, value, constant) : lowering.builder.constant(value, constant)
  return readInput(lowering, value, layout, coded)
}

function binary(operator: OperatorName, optionsCode: number): Converter {
  return (lowering, node, result) => {
    const computed = node.inputs.filter((value) => lowering.constant(value) === undefined)
    const isImage = lowering.dims(result.value).length === 4
    if (isImage && computed.some((value) => lowering.dims(value).length !== 4)) lowering.refuse(node, 'its operands have different numbers of axes')
    const layout = isImage && computed.some((value) => lowering.placed(value).layout === 'last') ? 'last' : 'plain'
    const codes = operator === 'DIV' || computed.length < 2 ? null : workingCodes(lowering, computed, result)
    const inputs = node.inputs.map((value) => operand(lowering, value, layout, codes))
    lowering.define({ ...result, codes }, layout, operator, inputs, {
      version: codes === null ? 1 : 2,
      optionsCode,
      options: [{ slot: arithmeticSlots.activation, kind: 'byte', value: result.activation }],
    })
  }
}

/** Element-wise operators of two operands. */
export const arithmeticConverters: Converters = new Map([
  ['Add', binary('ADD', optionsCodes.add)],
  ['Sub', binary('SUB', optionsCodes.sub)],
  ['Mul', binary('MUL', optionsCodes.mul)],
  ['Div', binary('DIV', optionsCodes.div)],
])
