import { intAttribute } from '#core/onnx/attribute'
import { frontAxis } from '#core/onnx/shapes/shape-rule'
import { activationCodes, optionsCodes } from '../../schema/codes'
import type { OperatorName } from '../../schema/codes'
import { softmaxSlots } from '../../schema/slots'
import type { TfliteQuantization } from '../../tflite-model'
import { clipActivation } from '../clip-activation'
import type { OperatorForm } from '../flat-builder'
import type { Lowering, Placed, Result } from '../lowering'
import type { Converter, Converters } from './converter'
import { readInput, workingCodes } from './converter'

/** The one choice of codes TensorFlow Lite's kernels make for values in 0..1. */
const unitCodes: TfliteQuantization = { scales: [1 / 256], zeroPoints: [-128], axis: 0 }

function keepLayout(lowering: Lowering, value: string, result: Result, operator: OperatorName, form: OperatorForm = {}): void {
  const { layout } = lowering.placed(value)
  lowering.define({ ...result, codes: null }, layout, operator, [readInput(lowering, value, layout, null)], form)
}

function unary(operator: OperatorName): Converter {
  return (lowering, node, result) => keepLayout(lowering, node.inputs[0] ?? '', result, operator)
}

/** Works on codes with `unitCodes` out; the codes the graph wants follow behind where they differ. */
function intoUnit(lowering: Lowering, value: string, layout: Placed['layout'], result: Result, operator: OperatorName, form: OperatorForm): void {
  const codes = workingCodes(lowering, [value], result) === null ? null : unitCodes
  const version = codes === null ? 1 : 2
  lowering.define({ ...result, codes }, layout, operator, [readInput(lowering, value, layout, codes)], { ...form, version })
}

const sigmoid: Converter = (lowering, node, result) => {
  const [value = ''] = node.inputs
  intoUnit(lowering, value, lowering.placed(value).layout, result, 'LOGISTIC', {})
}

const softmax: Converter = (lowering, node, result) => {
  const [value = ''] = node.inputs
  const rank = lowering.dims(value).length
  const axis = frontAxis(intAttribute(node.attributes, 'axis', -1), rank)
  const layout = rank === 4 && axis === 1 ? 'last' : 'plain'
  if (layout === 'plain' && axis !== rank - 1) lowering.refuse(node, `it runs along axis ${axis}`)
  const form: OperatorForm = { optionsCode: optionsCodes.softmax, options: [{ slot: softmaxSlots.beta, kind: 'float', value: 1 }] }
  intoUnit(lowering, value, layout, result, 'SOFTMAX', form)
}

const activationOperators: ReadonlyMap<number, OperatorName> = new Map([
  [activationCodes.relu, 'RELU'],
  [activationCodes.relu6, 'RELU6'],
  [activationCodes.reluN1To1, 'RELU_N1_TO_1'],
])

/** A Relu or Clip that no operator took over. */
const clip: Converter = (lowering, node, result) => {
  const [value = ''] = node.inputs
  const operator = activationOperators.get(clipActivation(node, lowering.index) ?? 0)
  if (operator === undefined) return lowering.refuse(node, 'only bounds of 0 and 6, 0 and none, -1 and 1 have an operator')
  keepLayout(lowering, value, result, operator)
}

/** Element-wise operators of one operand. */
export const elementwiseConverters: Converters = new Map([
  ['Relu', clip],
  ['Clip', clip],
  ['Sigmoid', sigmoid],
  ['Softmax', softmax],
  ['Tanh', unary('TANH')],
  ['Exp', unary('EXP')],
  ['Neg', unary('NEG')],
  ['Abs', unary('ABS')],
  ['Sqrt', unary('SQRT')],
  ['HardSwish', unary('HARD_SWISH')],
])
