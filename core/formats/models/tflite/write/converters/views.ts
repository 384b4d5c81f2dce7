import { intAttribute, intsAttribute } from '#core/onnx/attribute'
import { frontAxis } from '#core/onnx/shapes/shape-rule'
import { optionsCodes } from '../../schema/codes'
import { concatenationSlots } from '../../schema/slots'
import { TO_CHANNELS_LAST } from '../lowering'
import type { Converter, Converters } from './converter'
import { workingCodes } from './converter'

/** Elements stay in order; a feature map of one pixel or one channel has the same order in both layouts. */
const reshape: Converter = (lowering, node, result) => {
  const [value = ''] = node.inputs
  const [, channels = 1, height = 1, width = 1] = lowering.dims(value)
  const isSameOrder = height * width === 1 || channels === 1
  const tensor = isSameOrder ? lowering.placed(value).tensor : lowering.inLayout(value, 'plain')
  const inputs = [tensor, lowering.integers(lowering.dims(result.value))]
  lowering.define({ ...result, codes: lowering.codesOf(value) }, 'plain', 'RESHAPE', inputs, {})
}

/** Only moves what is not held in the wanted order already. */
const transpose: Converter = (lowering, node, result) => {
  const [value = ''] = node.inputs
  const placed = lowering.placed(value)
  const rank = lowering.dims(value).length
  const wanted = intsAttribute(node.attributes, 'perm', Array.from({ length: rank }, (_, axis) => rank - 1 - axis))
  const held = placed.layout === 'last' ? TO_CHANNELS_LAST : wanted.map((_, axis) => axis)
  const order = wanted.map((axis) => held.indexOf(axis))
  const isHeld = order.every((place, axis) => place === axis)
  lowering.place(result.value, { tensor: isHeld ? placed.tensor : lowering.transposed(placed.tensor, order, result.value), layout: 'plain' })
}

const concat: Converter = (lowering, node, result) => {
  const rank = lowering.dims(result.value).length
  const layout = rank === 4 && node.inputs.some((value) => lowering.placed(value).layout === 'last') ? 'last' : 'plain'
  const front = frontAxis(intAttribute(node.attributes, 'axis', 0), rank)
  const axis = layout === 'last' ? TO_CHANNELS_LAST.indexOf(front) : front
  const codes = workingCodes(lowering, node.inputs, result)
  const inputs = node.inputs.map((value) => lowering.recoded(lowering.inLayout(value, layout), codes))
  lowering.define({ ...result, codes }, layout, 'CONCATENATION', inputs, {
    version: codes === null ? 1 : 2,
    optionsCode: optionsCodes.concatenation,
    options: [
      { slot: concatenationSlots.axis, kind: 'int', value: axis },
      { slot: concatenationSlots.activation, kind: 'byte', value: 0 },
    ],
  })
}

const identity: Converter = (lowering, node, result) => {
  lowering.place(result.value, lowering.placed(node.inputs[0] ?? ''))
}

/** Operators that move or join elements. */
export const viewConverters: Converters = new Map([
  ['Reshape', reshape],
  ['Flatten', reshape],
  ['Squeeze', reshape],
  ['Unsqueeze', reshape],
  ['Transpose', transpose],
  ['Concat', concat],
  ['Identity', identity],
])
