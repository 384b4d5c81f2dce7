import type { Node } from '#core/onnx/graph'
import { samePads } from '#core/onnx/same-pads'
import { int32Tensor } from '#core/onnx/tensor'
import { optionsCodes, paddingCodes } from '../../schema/codes'
import type { Lowering } from '../lowering'

/** A window over [N, H, W, C] and its ONNX pads [top, left, bottom, right]. */
export interface WindowFacts {
  readonly kernel: readonly number[]
  readonly strides: readonly number[]
  readonly dilations: readonly number[]
  readonly pads: readonly number[]
}

/** TensorFlow's padding rule that pads just so, or null when none does. */
export function paddingRule(spatial: readonly number[], { kernel, strides, dilations, pads }: WindowFacts): number | null {
  if (pads.every((pad) => pad === 0)) return paddingCodes.VALID
  const isSame = spatial.every((size, axis) => {
    const [begin, end] = samePads(size, kernel[axis] ?? 1, strides[axis] ?? 1, dilations[axis] ?? 1)
    return begin === (pads[axis] ?? 0) && end === (pads[axis + 2] ?? 0)
  })
  return isSame ? paddingCodes.SAME : null
}

/** The input of a window operator and its padding rule; a PAD goes before it where no rule pads just so. */
export function padImage(lowering: Lowering, input: number, node: Node, window: WindowFacts): { input: number; padding: number } {
  const { dims, dataType, quantization } = lowering.builder.tensor(input)
  const rule = paddingRule(dims.slice(1, 3), window)
  if (rule !== null) return { input, padding: rule }
  const [top = 0, left = 0, bottom = 0, right = 0] = window.pads
  if (window.pads.some((pad) => pad < 0)) lowering.refuse(node, 'it crops its input')
  const amounts = lowering.builder.constant(`pads ${window.pads.join(' ')}`, int32Tensor([4, 2], [0, 0, top, bottom, left, right, 0, 0]))
  const [batch = 1, height = 1, width = 1, channels = 1] = dims
  const padded = lowering.builder.value(`${node.name}/padded`, [batch, height + top + bottom, width + left + right, channels], dataType, quantization)
  lowering.builder.add('PAD', [input, amounts], padded, { version: quantization === null ? 1 : 2, optionsCode: optionsCodes.pad })
  return { input: padded, padding: paddingCodes.VALID }
}
