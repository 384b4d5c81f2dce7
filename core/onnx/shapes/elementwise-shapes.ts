import { intAttribute } from '../attribute'
import { dataTypeOfCode } from '../codec/data-type-codes'
import { broadcastDims } from './broadcast-dims'
import type { ShapeRule, ValueType } from './shape-rule'

const like: ShapeRule = (context) => [context.type(0)]

const broadcast: ShapeRule = (context) => {
  const types: ValueType[] = context.node.inputs.map((_, position) => context.type(position))
  const dims = types.map((type) => type.dims)
  const known = dims.filter((shape) => shape !== null)
  return [
    { dataType: types[0]?.dataType ?? 'float32', dims: known.length === dims.length ? broadcastDims(known) : null },
  ]
}

const cast: ShapeRule = (context) => [
  { dataType: dataTypeOfCode(intAttribute(context.node.attributes, 'to', 1)), dims: context.type(0).dims },
]

const quantize: ShapeRule = (context) => [
  { dataType: context.has(2) ? context.type(2).dataType : 'uint8', dims: context.type(0).dims },
]

const dequantize: ShapeRule = (context) => [{ dataType: context.type(1).dataType, dims: context.type(0).dims }]

/** Shape rules of operators that work element by element. */
export const elementwiseShapes: ReadonlyMap<string, ShapeRule> = new Map<string, ShapeRule>([
  ...['Identity', 'Relu', 'Clip', 'LeakyRelu', 'Elu', 'HardSigmoid', 'HardSwish', 'Sigmoid', 'Tanh', 'Softmax']
    .concat(['LogSoftmax', 'Exp', 'Log', 'Sqrt', 'Neg', 'Abs', 'Reciprocal', 'Floor', 'Ceil', 'Round', 'Erf', 'Dropout'])
    .map((opType): [string, ShapeRule] => [opType, like]),
  ...['Add', 'Sub', 'Mul', 'Div', 'Pow', 'Min', 'Max', 'PRelu'].map((opType): [string, ShapeRule] => [
    opType,
    broadcast,
  ]),
  ['Cast', cast],
  ['QuantizeLinear', quantize],
  ['DequantizeLinear', dequantize],
])
