import { intAttribute, intsAttribute, stringAttribute } from '#core/onnx/attribute'
import type { Node } from '#core/onnx/graph'
import { optionsCodes } from '../../schema/codes'
import type { OperatorName } from '../../schema/codes'
import { pool2dSlots, reducerSlots, resizeBilinearSlots, resizeNearestSlots } from '../../schema/slots'
import type { Lowering, Result } from '../lowering'
import type { Converter, Converters } from './converter'
import { readInput, workingCodes } from './converter'
import { paddingRule } from './pad-image'

function pool(operator: OperatorName): Converter {
  return (lowering, node, result) => {
    const { attributes } = node
    const [value = ''] = node.inputs
    const [height = 1, width = 1] = intsAttribute(attributes, 'kernel_shape', [1, 1])
    const [strideHeight = 1, strideWidth = 1] = intsAttribute(attributes, 'strides', [1, 1])
    const window = { kernel: [height, width], strides: [strideHeight, strideWidth], dilations: [1, 1], pads: intsAttribute(attributes, 'pads', [0, 0, 0, 0]) }
    const padding = paddingRule(lowering.dims(value).slice(2), window)
    if (padding === null) return lowering.refuse(node, 'its padding is neither SAME nor VALID')
    if (intAttribute(attributes, 'ceil_mode', 0) !== 0 || stringAttribute(attributes, 'auto_pad', 'NOTSET') !== 'NOTSET') {
      return lowering.refuse(node, 'its padding is not stated in pixels')
    }
    if (intAttribute(attributes, 'count_include_pad', 0) !== 0) return lowering.refuse(node, 'it averages over padding')
    // The kernels give back the codes they get; other codes follow behind.
    const codes = lowering.codesOf(value)
    lowering.define({ ...result, codes }, 'last', operator, [readInput(lowering, value, 'last', codes)], {
      version: codes === null ? 1 : 2,
      optionsCode: optionsCodes.pool2d,
      options: [
        { slot: pool2dSlots.padding, kind: 'byte', value: padding },
        { slot: pool2dSlots.strideWidth, kind: 'int', value: strideWidth },
        { slot: pool2dSlots.strideHeight, kind: 'int', value: strideHeight },
        { slot: pool2dSlots.filterWidth, kind: 'int', value: width },
        { slot: pool2dSlots.filterHeight, kind: 'int', value: height },
        { slot: pool2dSlots.activation, kind: 'byte', value: 0 },
      ],
    })
  }
}

function mean(lowering: Lowering, node: Node, result: Result): void {
  const [value = ''] = node.inputs
  const codes = workingCodes(lowering, [value], result)
  lowering.define({ ...result, codes }, 'last', 'MEAN', [readInput(lowering, value, 'last', codes), lowering.integers([1, 2])], {
    version: codes === null ? 1 : 2,
    optionsCode: optionsCodes.reducer,
    options: [{ slot: reducerSlots.keepDims, kind: 'byte', value: 1 }],
  })
}

const reduceMean: Converter = (lowering, node, result) => {
  const axes = intsAttribute(node.attributes, 'axes', [])
  if (intAttribute(node.attributes, 'keepdims', 1) !== 1 || axes.toSorted().join() !== '2,3') {
    return lowering.refuse(node, 'only means over height and width that keep both axes are written')
  }
  mean(lowering, node, result)
}

const resize: Converter = (lowering, node, result) => {
  const [value = ''] = node.inputs
  const mode = stringAttribute(node.attributes, 'mode', 'nearest')
  const coordinates = stringAttribute(node.attributes, 'coordinate_transformation_mode', 'half_pixel').replace('pytorch_half_pixel', 'half_pixel')
  if (!['half_pixel', 'align_corners', 'asymmetric'].includes(coordinates)) return lowering.refuse(node, `its coordinates are ${coordinates}`)
  if (mode !== 'linear' && mode !== 'nearest') return lowering.refuse(node, `its mode is ${mode}`)
  const rounding = stringAttribute(node.attributes, 'nearest_mode', 'round_prefer_floor')
  if (mode === 'nearest' && rounding !== (coordinates === 'asymmetric' ? 'floor' : 'round_prefer_ceil')) {
    return lowering.refuse(node, `it rounds positions by ${rounding}`)
  }
  const slots = mode === 'linear' ? resizeBilinearSlots : resizeNearestSlots
  const codes = lowering.codesOf(value)
  const [, , height = 1, width = 1] = lowering.dims(result.value)
  const floatVersion = coordinates === 'half_pixel' ? 3 : 1
  const inputs = [readInput(lowering, value, 'last', codes), lowering.integers([height, width])]
  lowering.define({ ...result, codes }, 'last', mode === 'linear' ? 'RESIZE_BILINEAR' : 'RESIZE_NEAREST_NEIGHBOR', inputs, {
    version: codes === null ? floatVersion : Math.max(2, floatVersion),
    optionsCode: mode === 'linear' ? optionsCodes.resizeBilinear : optionsCodes.resizeNearest,
    options: [
      { slot: slots.alignCorners, kind: 'byte', value: coordinates === 'align_corners' ? 1 : 0 },
      { slot: slots.halfPixelCenters, kind: 'byte', value: coordinates === 'half_pixel' ? 1 : 0 },
    ],
  })
}

/** Operators over height and width without weights. */
export const poolingConverters: Converters = new Map([
  ['AveragePool', pool('AVERAGE_POOL_2D')],
  ['MaxPool', pool('MAX_POOL_2D')],
  ['GlobalAveragePool', mean],
  ['ReduceMean', reduceMean],
  ['Resize', resize],
])
