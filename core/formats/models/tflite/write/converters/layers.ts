import { floatAttribute, intAttribute, intsAttribute, stringAttribute } from '#core/onnx/attribute'
import { transposeTensor } from '#core/onnx/evaluate/strided-tensor'
import type { Node } from '#core/onnx/graph'
import type { Tensor } from '#core/onnx/tensor'
import { float32Tensor, int32Tensor, tensorNumbers } from '#core/onnx/tensor'
import { optionsCodes, paddingCodes } from '../../schema/codes'
import { conv2dSlots, depthwiseConv2dSlots, fullyConnectedSlots } from '../../schema/slots'
import type { TfliteQuantization } from '../../tflite-model'
import type { Lowering, Result } from '../lowering'
import type { OptionField } from '../flat-model'
import type { Converters } from './converter'
import { readInput, workingCodes } from './converter'
import { padImage } from './pad-image'

/** Versions of convolutions that take int8 with one scale for each channel, and depthwise ones with dilation. */
const CODED_VERSION = 3
const DILATED_DEPTHWISE_VERSION = 2
/** Version of CONV_2D that multiplies coded weights, one scale for each channel, with real values: where the result has no codes. */
const MIXED_VERSION = 5

/** Codes of weights: int8 around zero, one scale for each filter (or one for all). */
interface WeightCodes {
  readonly tensor: Tensor
  readonly scales: readonly number[]
}

function weightCodes(lowering: Lowering, value: string | undefined): WeightCodes | null {
  const node = lowering.index.producerOf(value)
  if (node?.opType !== 'DequantizeLinear') return null
  const [tensor, scale, zero] = [0, 1, 2].map((position) => lowering.index.constantOf(node.inputs[position]))
  if (tensor?.dataType !== 'int8' || scale === undefined) return null
  if (zero !== undefined && tensorNumbers(zero).some((point) => point !== 0)) return null
  return { tensor, scales: tensorNumbers(scale) }
}

/** The bias as int32 in steps of input scale times weight scale, which is what integer kernels add. */
function addCodedBias(lowering: Lowering, node: Node, filters: number, input: TfliteQuantization, weight: WeightCodes): number {
  const steps = weight.scales.map((scale) => Math.fround((input.scales[0] ?? 1) * scale))
  const bias = lowering.constant(node.inputs[2])
  const values = bias === undefined ? Array.from({ length: filters }, () => 0) : tensorNumbers(bias)
  const codes = values.map((value, filter) => Math.round(value / (steps[steps.length === 1 ? 0 : filter] ?? 1)))
  const quantization = { scales: steps, zeroPoints: steps.map(() => 0), axis: 0 }
  return lowering.builder.constant(`${node.name}/bias/codes`, int32Tensor([filters], codes), quantization)
}

function addBias(lowering: Lowering, node: Node, filters: number): number {
  const bias = lowering.constant(node.inputs[2]) ?? float32Tensor([filters], new Float32Array(filters))
  return lowering.builder.constant(node.inputs[2] || `${node.name}/bias`, bias)
}

/** Weight and bias tensors, the weight's axes in `order` and its scales along `axis` of that; depthwise layers of real values take real weights. */
function addParameters(
  lowering: Lowering,
  node: Node,
  order: readonly number[],
  axis: number,
  input: TfliteQuantization | null,
): [weight: number, bias: number] {
  const coded = weightCodes(lowering, node.inputs[1])
  const real = lowering.constant(node.inputs[1])
  if (real === undefined) return lowering.refuse(node, 'its weights are computed')
  const filters = real.dims[0] ?? 1
  if (coded === null || (input === null && axis !== 0)) {
    const weight = lowering.builder.constant(`${node.inputs[1] ?? ''}/${order.join('')}`, transposeTensor(real, order))
    return [weight, addBias(lowering, node, filters)]
  }
  const quantization = { scales: coded.scales, zeroPoints: coded.scales.map(() => 0), axis }
  const name = `${node.name}/weight/${order.join('')}`
  const bias = input === null ? addBias(lowering, node, filters) : addCodedBias(lowering, node, filters, input, coded)
  return [lowering.builder.constant(name, transposeTensor(coded.tensor, order), quantization), bias]
}

/** Codes a layer can work with: its weights have codes, too. */
function layerCodes(lowering: Lowering, node: Node, result: Result): TfliteQuantization | null {
  if (weightCodes(lowering, node.inputs[1]) === null) return null
  return workingCodes(lowering, [node.inputs[0] ?? ''], result)
}

function conv(lowering: Lowering, node: Node, result: Result): void {
  const { attributes } = node
  const [image = '', weightName = ''] = node.inputs
  const dims = lowering.dims(image)
  if (dims.length !== 4) lowering.refuse(node, `its input has ${dims.length} axes`)
  if (stringAttribute(attributes, 'auto_pad', 'NOTSET') !== 'NOTSET') lowering.refuse(node, 'its padding is not stated in pixels')
  const [filters = 1, depth = 1, height = 1, width = 1] = lowering.dims(weightName)
  const group = intAttribute(attributes, 'group', 1)
  const isDepthwise = group > 1 && depth === 1 && group === dims[1]
  if (group > 1 && !isDepthwise) lowering.refuse(node, `it has ${group} groups of ${depth} channels`)
  const [strideHeight = 1, strideWidth = 1] = intsAttribute(attributes, 'strides', [1, 1])
  const [dilationHeight = 1, dilationWidth = 1] = intsAttribute(attributes, 'dilations', [1, 1])
  const codes = layerCodes(lowering, node, result)
  const source = readInput(lowering, image, 'last', codes)
  const { input, padding } = padImage(lowering, source, node, {
    kernel: [height, width],
    strides: [strideHeight, strideWidth],
    dilations: [dilationHeight, dilationWidth],
    pads: intsAttribute(attributes, 'pads', [0, 0, 0, 0]),
  })
  const order = isDepthwise ? [1, 2, 3, 0] : [0, 2, 3, 1]
  const parameters = addParameters(lowering, node, order, isDepthwise ? 3 : 0, codes === null ? null : lowering.builder.tensor(input).quantization)
  const slots = isDepthwise ? depthwiseConv2dSlots : conv2dSlots
  const options: OptionField[] = [
    { slot: slots.padding, kind: 'byte', value: padding },
    { slot: slots.strideWidth, kind: 'int', value: strideWidth },
    { slot: slots.strideHeight, kind: 'int', value: strideHeight },
    { slot: slots.activation, kind: 'byte', value: result.activation },
    { slot: slots.dilationWidth, kind: 'int', value: dilationWidth },
    { slot: slots.dilationHeight, kind: 'int', value: dilationHeight },
  ]
  if (isDepthwise) options.push({ slot: depthwiseConv2dSlots.depthMultiplier, kind: 'int', value: filters / group })
  const plainVersion = isDepthwise && dilationHeight * dilationWidth > 1 ? DILATED_DEPTHWISE_VERSION : 1
  const floatVersion = lowering.builder.tensor(parameters[0]).quantization === null ? plainVersion : MIXED_VERSION
  lowering.define({ ...result, codes }, 'last', isDepthwise ? 'DEPTHWISE_CONV_2D' : 'CONV_2D', [input, ...parameters], {
    version: codes === null ? floatVersion : CODED_VERSION,
    optionsCode: isDepthwise ? optionsCodes.depthwiseConv2d : optionsCodes.conv2d,
    options,
  })
}

/** Weights with one scale for each row are new to FULLY_CONNECTED but old to CONV_2D: the row becomes a pixel. */
function codedGemm(lowering: Lowering, node: Node, result: Result, weights: WeightCodes): void {
  const [source = ''] = node.inputs
  const [rows = 1, depth = 1] = lowering.dims(source)
  const { builder } = lowering
  const codes = layerCodes(lowering, node, result)
  const input = readInput(lowering, source, 'plain', codes)
  const { dataType, quantization } = builder.tensor(input)
  const filters = weights.tensor.dims[0] ?? 1
  const pixels = builder.value(`${source}/pixels`, [rows, 1, 1, depth], dataType, quantization)
  builder.add('RESHAPE', [input, lowering.integers([rows, 1, 1, depth])], pixels)
  const filterCodes = { scales: weights.scales, zeroPoints: weights.scales.map(() => 0), axis: 0 }
  const weight = builder.constant(`${node.name}/weight/pixel`, { ...weights.tensor, dims: [filters, 1, 1, depth] }, filterCodes)
  const bias = quantization === null ? addBias(lowering, node, filters) : addCodedBias(lowering, node, filters, quantization, weights)
  const output = builder.value(`${result.value}/pixels`, [rows, 1, 1, filters], dataType, codes)
  builder.add('CONV_2D', [pixels, weight, bias], output, {
    version: codes === null ? MIXED_VERSION : CODED_VERSION,
    optionsCode: optionsCodes.conv2d,
    options: [
      { slot: conv2dSlots.padding, kind: 'byte', value: paddingCodes.VALID },
      { slot: conv2dSlots.strideWidth, kind: 'int', value: 1 },
      { slot: conv2dSlots.strideHeight, kind: 'int', value: 1 },
      { slot: conv2dSlots.activation, kind: 'byte', value: result.activation },
      { slot: conv2dSlots.dilationWidth, kind: 'int', value: 1 },
      { slot: conv2dSlots.dilationHeight, kind: 'int', value: 1 },
    ],
  })
  lowering.define({ ...result, codes }, 'plain', 'RESHAPE', [output, lowering.integers([rows, filters])], {})
}

function gemm(lowering: Lowering, node: Node, result: Result): void {
  const { attributes } = node
  if (intAttribute(attributes, 'transA', 0) !== 0) lowering.refuse(node, 'its input is transposed')
  if (floatAttribute(attributes, 'alpha', 1) !== 1 || floatAttribute(attributes, 'beta', 1) !== 1) lowering.refuse(node, 'it scales its operands')
  const isByRows = intAttribute(attributes, 'transB', 0) === 1
  const coded = weightCodes(lowering, node.inputs[1])
  if (coded !== null && isByRows) return codedGemm(lowering, node, result, coded)
  const weight = lowering.constant(node.inputs[1])
  if (weight === undefined) return lowering.refuse(node, 'its weights are computed')
  const rows = transposeTensor(weight, isByRows ? [0, 1] : [1, 0])
  const inputs = [
    readInput(lowering, node.inputs[0] ?? '', 'plain', null),
    lowering.builder.constant(`${node.inputs[1] ?? ''}/rows`, rows),
    addBias(lowering, node, rows.dims[0] ?? 1),
  ]
  lowering.define({ ...result, codes: null }, 'plain', 'FULLY_CONNECTED', inputs, {
    optionsCode: optionsCodes.fullyConnected,
    options: [{ slot: fullyConnectedSlots.activation, kind: 'byte', value: result.activation }],
  })
}

/** Layers with weights. */
export const layerConverters: Converters = new Map([
  ['Conv', conv],
  ['Gemm', gemm],
])
