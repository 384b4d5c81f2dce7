import type { Tensor } from '#core/onnx/tensor'
import { int32Tensor } from '#core/onnx/tensor'
import type { TfAttribute } from '../../tfjs/tf-graph'
import { TfRefusal } from '../../tfjs/tf-refusal'
import type { OperatorName } from '../schema/codes'
import { paddingCodes } from '../schema/codes'
import type { FlatTable } from '../schema/flat-table'
import {
  arithmeticSlots, blockSlots, concatenationSlots, leakyReluSlots, packSlots, pool2dSlots, reducerSlots, resizeBilinearSlots,
  resizeNearestSlots, softmaxSlots, squeezeSlots, stridedSliceSlots,
} from '../schema/slots'

/** The TensorFlow operator that does the same, with its attributes. */
export interface Translation {
  readonly operator: string
  readonly attributes: Readonly<Record<string, TfAttribute>>
  /** Code of the activation fused behind it; 0 is none. */
  readonly activation: number
  /** How many of the inputs it takes, all when left out, and constants that come after them. */
  readonly inputCount?: number
  readonly constants?: readonly Tensor[]
}

/** Reads the options of one operator; `outputDims` are those the file states for its output. */
type Translate = (options: FlatTable | null, outputDims: readonly number[]) => Translation

function plain(operator: string): Translate {
  return () => ({ operator, attributes: {}, activation: 0 })
}

function arithmetic(operator: string): Translate {
  return (options) => ({ operator, attributes: {}, activation: options?.byte(arithmeticSlots.activation) ?? 0 })
}

/** TensorFlow's name of a padding rule. */
export function paddingText(code: number): 'SAME' | 'VALID' {
  return code === paddingCodes.SAME ? 'SAME' : 'VALID'
}

function pool(operator: string): Translate {
  return (options) => ({
    operator,
    attributes: {
      padding: { text: paddingText(options?.byte(pool2dSlots.padding) ?? 0) },
      ksize: { ints: [1, options?.int(pool2dSlots.filterHeight) ?? 0, options?.int(pool2dSlots.filterWidth) ?? 0, 1] },
      strides: { ints: [1, options?.int(pool2dSlots.strideHeight) ?? 0, options?.int(pool2dSlots.strideWidth) ?? 0, 1] },
    },
    activation: options?.byte(pool2dSlots.activation) ?? 0,
  })
}

function reduce(operator: string): Translate {
  return (options) => ({ operator, attributes: { keep_dims: { flag: options?.flag(reducerSlots.keepDims) ?? false } }, activation: 0 })
}

function resize(operator: string, slots: { readonly alignCorners: number; readonly halfPixelCenters: number }): Translate {
  return (options) => ({
    operator,
    attributes: {
      align_corners: { flag: options?.flag(slots.alignCorners) ?? false },
      half_pixel_centers: { flag: options?.flag(slots.halfPixelCenters) ?? false },
    },
    activation: 0,
  })
}

function moveBlocks(operator: string): Translate {
  return (options) => ({ operator, attributes: { block_size: { int: options?.int(blockSlots.blockSize) ?? 1 } }, activation: 0 })
}

const softmax: Translate = (options) => {
  const beta = options?.float(softmaxSlots.beta) ?? 1
  if (beta !== 1) throw new TfRefusal(`its beta is ${beta}`)
  return { operator: 'Softmax', attributes: {}, activation: 0 }
}

const concatenation: Translate = (options) => ({
  operator: 'ConcatV2',
  attributes: {},
  constants: [int32Tensor([], [options?.int(concatenationSlots.axis) ?? 0])],
  activation: options?.byte(concatenationSlots.activation) ?? 0,
})

/** The shape is taken from the output: files leave out the input, the option or both. */
const reshape: Translate = (_, outputDims) => ({
  operator: 'Reshape',
  attributes: {},
  inputCount: 1,
  constants: [int32Tensor([outputDims.length], outputDims)],
  activation: 0,
})

const squeeze: Translate = (options) => ({
  operator: 'Squeeze',
  attributes: { squeeze_dims: { ints: options?.ints(squeezeSlots.axes) ?? [] } },
  activation: 0,
})

const stridedSlice: Translate = (options) => ({
  operator: 'StridedSlice',
  attributes: {
    begin_mask: { int: options?.int(stridedSliceSlots.beginMask) ?? 0 },
    end_mask: { int: options?.int(stridedSliceSlots.endMask) ?? 0 },
    ellipsis_mask: { int: options?.int(stridedSliceSlots.ellipsisMask) ?? 0 },
    new_axis_mask: { int: options?.int(stridedSliceSlots.newAxisMask) ?? 0 },
    shrink_axis_mask: { int: options?.int(stridedSliceSlots.shrinkAxisMask) ?? 0 },
  },
  activation: 0,
})

const pack: Translate = (options) => ({
  operator: 'Pack',
  attributes: { axis: { int: options?.int(packSlots.axis) ?? 0 } },
  activation: 0,
})

const leakyRelu: Translate = (options) => ({
  operator: 'LeakyRelu',
  attributes: { alpha: { float: options?.float(leakyReluSlots.alpha) ?? 0 } },
  activation: 0,
})

/**
 * By operator, what the same operator is called in TensorFlow, whose conversion exists already.
 * Layers with weights are missing: their weights lie in another order and carry codes.
 * QUANTIZE and DEQUANTIZE change nothing of the real values; codes are put behind every value that has them.
 */
export const translations: ReadonlyMap<OperatorName, Translate> = new Map<OperatorName, Translate>([
  ['ADD', arithmetic('Add')],
  ['SUB', arithmetic('Sub')],
  ['MUL', arithmetic('Mul')],
  ['DIV', arithmetic('Div')],
  ['AVERAGE_POOL_2D', pool('AvgPool')],
  ['MAX_POOL_2D', pool('MaxPool')],
  ['MEAN', reduce('Mean')],
  ['REDUCE_MAX', reduce('Max')],
  ['CONCATENATION', concatenation],
  ['DEPTH_TO_SPACE', moveBlocks('DepthToSpace')],
  ['SPACE_TO_DEPTH', moveBlocks('SpaceToDepth')],
  ['DEQUANTIZE', plain('Identity')],
  ['QUANTIZE', plain('Identity')],
  ['LOGISTIC', plain('Sigmoid')],
  ['RELU', plain('Relu')],
  ['RELU6', plain('Relu6')],
  ['TANH', plain('Tanh')],
  ['EXP', plain('Exp')],
  ['NEG', plain('Neg')],
  ['ABS', plain('Abs')],
  ['SQRT', plain('Sqrt')],
  ['RSQRT', plain('Rsqrt')],
  ['FLOOR', plain('Floor')],
  ['MAXIMUM', plain('Maximum')],
  ['MINIMUM', plain('Minimum')],
  ['PRELU', plain('Prelu')],
  ['LEAKY_RELU', leakyRelu],
  ['RESHAPE', reshape],
  ['SQUEEZE', squeeze],
  ['EXPAND_DIMS', plain('ExpandDims')],
  ['TRANSPOSE', plain('Transpose')],
  ['SLICE', plain('Slice')],
  ['STRIDED_SLICE', stridedSlice],
  ['SHAPE', plain('Shape')],
  ['PACK', pack],
  ['PAD', plain('Pad')],
  ['PADV2', plain('PadV2')],
  ['SOFTMAX', softmax],
  ['RESIZE_BILINEAR', resize('ResizeBilinear', resizeBilinearSlots)],
  ['RESIZE_NEAREST_NEIGHBOR', resize('ResizeNearestNeighbor', resizeNearestSlots)],
])
