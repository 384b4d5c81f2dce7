import type { AttributeType } from '../attribute'

/** What the verifier demands of a standard operator (opset 13 to 21 signatures, the subset this product writes and reads). */
export interface OpSpec {
  readonly minInputs: number
  readonly maxInputs: number
  readonly minOutputs: number
  readonly maxOutputs: number
  readonly attributes: Readonly<Record<string, AttributeType>>
}

function op(
  inputs: number | readonly [number, number],
  attributes: Readonly<Record<string, AttributeType>> = {},
  outputs: number | readonly [number, number] = 1,
): OpSpec {
  const [minInputs, maxInputs] = typeof inputs === 'number' ? [inputs, inputs] : inputs
  const [minOutputs, maxOutputs] = typeof outputs === 'number' ? [outputs, outputs] : outputs
  return { minInputs, maxInputs, minOutputs, maxOutputs, attributes }
}

const MANY = Number.POSITIVE_INFINITY
const WINDOW = { kernel_shape: 'ints', strides: 'ints', dilations: 'ints', pads: 'ints', auto_pad: 'string' } as const
const REDUCTION = { axes: 'ints', keepdims: 'int', noop_with_empty_axes: 'int' } as const

export const OP_SPECS: ReadonlyMap<string, OpSpec> = new Map<string, OpSpec>([
  ...['Identity', 'Relu', 'Sigmoid', 'Tanh', 'Exp', 'Log', 'Sqrt', 'Neg', 'Abs', 'Reciprocal', 'Floor', 'Ceil', 'Round', 'Erf']
    .concat(['GlobalAveragePool', 'GlobalMaxPool', 'HardSwish'])
    .map((name): [string, OpSpec] => [name, op(1)]),
  ...['Add', 'Sub', 'Mul', 'Div', 'Pow', 'PRelu', 'Expand', 'MatMul'].map((name): [string, OpSpec] => [name, op(2)]),
  ['Min', op([1, MANY])],
  ['Max', op([1, MANY])],
  ['Clip', op([1, 3])],
  ['LeakyRelu', op(1, { alpha: 'float' })],
  ['Elu', op(1, { alpha: 'float' })],
  ['HardSigmoid', op(1, { alpha: 'float', beta: 'float' })],
  ['Softmax', op(1, { axis: 'int' })],
  ['LogSoftmax', op(1, { axis: 'int' })],
  ['Dropout', op([1, 3], { seed: 'int' }, [1, 2])],
  ['Cast', op(1, { to: 'int', saturate: 'int' })],
  ['Conv', op([2, 3], { ...WINDOW, group: 'int' })],
  ['AveragePool', op(1, { ...WINDOW, ceil_mode: 'int', count_include_pad: 'int' })],
  ['MaxPool', op(1, { ...WINDOW, ceil_mode: 'int', storage_order: 'int' }, [1, 2])],
  ['BatchNormalization', op(5, { epsilon: 'float', momentum: 'float', training_mode: 'int' })],
  ['Gemm', op([2, 3], { alpha: 'float', beta: 'float', transA: 'int', transB: 'int' })],
  [
    'Resize',
    op([1, 4], {
      coordinate_transformation_mode: 'string',
      mode: 'string',
      nearest_mode: 'string',
      cubic_coeff_a: 'float',
      exclude_outside: 'int',
      extrapolation_value: 'float',
      antialias: 'int',
      axes: 'ints',
      keep_aspect_ratio_policy: 'string',
    }),
  ],
  ['SpaceToDepth', op(1, { blocksize: 'int' })],
  ['DepthToSpace', op(1, { blocksize: 'int', mode: 'string' })],
  ['Reshape', op(2, { allowzero: 'int' })],
  ['Transpose', op(1, { perm: 'ints' })],
  ['Flatten', op(1, { axis: 'int' })],
  ['Squeeze', op([1, 2])],
  ['Unsqueeze', op(2)],
  ['Concat', op([1, MANY], { axis: 'int' })],
  ['Slice', op([3, 5])],
  ['Split', op([1, 2], { axis: 'int', num_outputs: 'int' }, [1, MANY])],
  ['Pad', op([2, 4], { mode: 'string' })],
  ['Gather', op(2, { axis: 'int' })],
  ['Shape', op(1, { start: 'int', end: 'int' })],
  ['ReduceMean', op([1, 2], REDUCTION)],
  ['ReduceMax', op([1, 2], REDUCTION)],
  ['ReduceSum', op([1, 2], REDUCTION)],
  ['ArgMax', op(1, { axis: 'int', keepdims: 'int', select_last_index: 'int' })],
  ['QuantizeLinear', op([2, 3], { axis: 'int', saturate: 'int', block_size: 'int', output_dtype: 'int' })],
  ['DequantizeLinear', op([2, 3], { axis: 'int', block_size: 'int' })],
])
