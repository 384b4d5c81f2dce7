import { AppError } from '#core/contract/errors'
import { floatAttribute, intAttribute, intsAttribute, stringAttribute } from '#core/onnx/attribute'
import type { Node } from '#core/onnx/graph'
import type { Tensor } from '#core/onnx/tensor'
import type { MilTensorType } from './mil-value'
import type { ProgramBuilder } from './program-builder'

/** One ONNX node on its way into a program. */
export interface NodeFacts {
  readonly node: Node
  readonly builder: ProgramBuilder
  /** Name in the program of an ONNX value. */
  readonly read: (value: string | undefined) => string
  readonly constant: (value: string | undefined) => Tensor | undefined
  readonly output: MilTensorType
}

type Convert = (facts: NodeFacts) => string

function refuse(node: Node, reason: string): never {
  throw new AppError('unsupported-model', `Core ML cannot hold ${node.opType} "${node.name}": ${reason}.`)
}

const conv: Convert = ({ node, builder, read, output }) => {
  const { attributes } = node
  if (output.dims.length !== 4) refuse(node, `its output has ${output.dims.length} axes`)
  if (stringAttribute(attributes, 'auto_pad', 'NOTSET') !== 'NOTSET') refuse(node, 'its padding is not stated in pixels')
  const [top = 0, left = 0, bottom = 0, right = 0] = intsAttribute(attributes, 'pads', [0, 0, 0, 0])
  const inputs = {
    x: [read(node.inputs[0])],
    weight: [read(node.inputs[1])],
    strides: [builder.ints(intsAttribute(attributes, 'strides', [1, 1]))],
    pad_type: [builder.text('custom')],
    pad: [builder.ints([top, bottom, left, right])],
    dilations: [builder.ints(intsAttribute(attributes, 'dilations', [1, 1]))],
    groups: [builder.int(intAttribute(attributes, 'group', 1))],
  }
  return builder.add('conv', node.inputs[2] ? { ...inputs, bias: [read(node.inputs[2])] } : inputs, output)
}

/** Core ML multiplies by rows of weights, as Gemm does with `transB`. */
const gemm: Convert = ({ node, builder, read, output }) => {
  const { attributes } = node
  const isPlain = floatAttribute(attributes, 'alpha', 1) === 1 && floatAttribute(attributes, 'beta', 1) === 1 && intAttribute(attributes, 'transA', 0) === 0
  if (!isPlain || intAttribute(attributes, 'transB', 0) !== 1) refuse(node, 'it is no plain layer of rows')
  const inputs = { x: [read(node.inputs[0])], weight: [read(node.inputs[1])] }
  return builder.add('linear', node.inputs[2] ? { ...inputs, bias: [read(node.inputs[2])] } : inputs, output)
}

const clip: Convert = ({ node, builder, read, constant, output }) => {
  const [low, high] = [1, 2].map((position) => constant(node.inputs[position]))
  if (low === undefined || high === undefined) return refuse(node, 'it has no two constant bounds')
  const bound = (tensor: Tensor) => [builder.floats([], Float32Array.of(Number(tensor.data[0])))]
  return builder.add('clip', { x: [read(node.inputs[0])], alpha: bound(low), beta: bound(high) }, output)
}

const mean: Convert = ({ node, builder, read, output }) =>
  builder.add('reduce_mean', { x: [read(node.inputs[0])], axes: [builder.ints([2, 3])], keep_dims: [builder.flag(1)] }, output)

const reshape: Convert = ({ node, builder, read, output }) =>
  builder.add('reshape', { x: [read(node.inputs[0])], shape: [builder.ints(output.dims)] }, output)

const transpose: Convert = ({ node, builder, read, output }) => {
  const order = intsAttribute(node.attributes, 'perm', output.dims.map((_, axis) => output.dims.length - 1 - axis))
  return builder.add('transpose', { x: [read(node.inputs[0])], perm: [builder.ints(order)] }, output)
}

const concat: Convert = ({ node, builder, read, output }) =>
  builder.add(
    'concat',
    { values: node.inputs.map(read), axis: [builder.int(intAttribute(node.attributes, 'axis', 0))], interleave: [builder.flag(0)] },
    output,
  )

const softmax: Convert = ({ node, builder, read, output }) =>
  builder.add('softmax', { x: [read(node.inputs[0])], axis: [builder.int(intAttribute(node.attributes, 'axis', -1))] }, output)

function unary(operation: string): Convert {
  return ({ node, builder, read, output }) => builder.add(operation, { x: [read(node.inputs[0])] }, output)
}

function binary(operation: string): Convert {
  return ({ node, builder, read, output }) => builder.add(operation, { x: [read(node.inputs[0])], y: [read(node.inputs[1])] }, output)
}

const conversions: ReadonlyMap<string, Convert> = new Map<string, Convert>([
  ['Conv', conv],
  ['Gemm', gemm],
  ['Clip', clip],
  ['GlobalAveragePool', mean],
  ['Reshape', reshape],
  ['Flatten', reshape],
  ['Transpose', transpose],
  ['Concat', concat],
  ['Softmax', softmax],
  ['Relu', unary('relu')],
  ['Sigmoid', unary('sigmoid')],
  ['Tanh', unary('tanh')],
  ['Identity', unary('identity')],
  ['Add', binary('add')],
  ['Sub', binary('sub')],
  ['Mul', binary('mul')],
  ['Div', binary('real_div')],
])

/** Adds what a node does to the program; gives back the name of its value. Throws AppError naming the operator and why it cannot. */
export function addOperation(facts: NodeFacts): string {
  const { node } = facts
  if (node.opType === 'QuantizeLinear' || node.opType === 'DequantizeLinear') {
    return refuse(node, 'models with 8-bit codes are not written for Core ML; write the float model in half floats')
  }
  const convert = node.domain === '' ? conversions.get(node.opType) : undefined
  if (convert === undefined || node.outputs.length !== 1) return refuse(node, 'this operator is not written')
  return convert(facts)
}
