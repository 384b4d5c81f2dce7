import type { Attribute } from '#core/onnx/attribute'
import { float, int } from '#core/onnx/attribute'
import { DATA_TYPE_CODES } from '#core/onnx/codec/data-type-codes'
import { float32Tensor } from '#core/onnx/tensor'
import type { TfCall } from '../tf-call'
import type { TfTensorValue, TfValue } from '../tf-value'
import type { TfOperator, TfOperators } from './operator'

type Attributes = (call: TfCall) => Readonly<Record<string, Attribute>>

const NONE: Attributes = () => ({})

/** Adds a one-input ONNX node that keeps the layout of its input. */
function keepLayout(call: TfCall, opType: string, attributes: Readonly<Record<string, Attribute>> = {}): TfValue {
  const known = call.evaluate(opType, attributes)
  if (known) return known
  const value = call.input(0)
  if (value.kind !== 'tensor') return call.refuse(`input 0 is ${value.kind}`)
  return { ...value, name: call.add(opType, [value.name], attributes) }
}

function unary(opType: string, attributes: Attributes = NONE): TfOperator {
  return (call) => keepLayout(call, opType, attributes(call))
}

const passThrough: TfOperator = (call) => call.input(0)

function binary(opType: string): TfOperator {
  return (call) => {
    const known = call.evaluate(opType)
    if (known) return known
    if (call.isImage(0) || call.isImage(1)) {
      const [a, b] = [0, 1].map((position) =>
        call.input(position).kind === 'constant' ? call.besideImage(position) : call.image(position).name,
      )
      return call.channelsFirst(call.add(opType, [a ?? '', b ?? '']))
    }
    return call.plainTensor(call.add(opType, [call.plain(0), call.plain(1)]))
  }
}

const addMany: TfOperator = (call) => {
  const image = Array.from({ length: call.inputCount }, (_, position) => call.isImage(position)).includes(true)
  const names = Array.from({ length: call.inputCount }, (_, position) =>
    image ? call.image(position).name : call.plain(position),
  )
  const [first = '', ...rest] = names
  const sum = rest.reduce(
    (total, name, position) => call.add('Add', [total, name], {}, position === rest.length - 1 ? '' : `/sum_${position}`),
    first,
  )
  return image ? call.channelsFirst(sum) : call.plainTensor(sum)
}

/** Relu6 as Clip, after an element-wise value. */
export function clipToSix(call: TfCall, value: TfTensorValue, suffix = ''): TfTensorValue {
  const low = call.builder.constant(`${value.name}/zero`, float32Tensor([], [0]))
  const high = call.builder.constant(`${value.name}/six`, float32Tensor([], [6]))
  return { ...value, name: call.add('Clip', [value.name, low, high], {}, suffix) }
}

const relu6: TfOperator = (call) => {
  const value = call.input(0)
  return value.kind === 'tensor' ? clipToSix(call, value) : call.refuse(`input 0 is ${value.kind}`)
}

const reciprocalRoot: TfOperator = (call) => {
  const value = call.input(0)
  if (value.kind !== 'tensor') return call.refuse(`input 0 is ${value.kind}`)
  const root = call.add('Sqrt', [value.name], {}, '/sqrt')
  return { ...value, name: call.add('Reciprocal', [root]) }
}

const square: TfOperator = (call) => {
  const value = call.input(0)
  if (value.kind !== 'tensor') return call.refuse(`input 0 is ${value.kind}`)
  return { ...value, name: call.add('Mul', [value.name, value.name]) }
}

const softmax: TfOperator = (call) => keepLayout(call, 'Softmax', { axis: int(call.isImage(0) ? 1 : -1) })

const cast: TfOperator = (call) => {
  const target = call.attribute('DstT').dataType
  if (target === undefined) return call.refuse('the target type is not supported')
  const value = call.input(0)
  return value.kind === 'extents' ? value : keepLayout(call, 'Cast', { to: int(DATA_TYPE_CODES[target]) })
}

const prelu: TfOperator = (call) => {
  const map = call.image(0)
  return call.channelsFirst(call.add('PRelu', [map.name, call.besideImage(1)]))
}

const alpha: Attributes = (call) => ({ alpha: float(call.attribute('alpha').float ?? 0.2) })

/** Arithmetic and activations: layouts pass through, constants are moved beside feature maps. */
export const elementwiseOperators: TfOperators = new Map<string, TfOperator>([
  ...['Identity', 'StopGradient', 'Snapshot', 'PreventGradient'].map((name): [string, TfOperator] => [name, passThrough]),
  ...['Relu', 'Sigmoid', 'Tanh', 'Exp', 'Log', 'Sqrt', 'Neg', 'Abs', 'Elu', 'Erf', 'Floor', 'Reciprocal'].map(
    (name): [string, TfOperator] => [name, unary(name)],
  ),
  ['Relu6', relu6],
  ['LeakyRelu', unary('LeakyRelu', alpha)],
  ['Prelu', prelu],
  ['Rsqrt', reciprocalRoot],
  ['Square', square],
  ['Softmax', softmax],
  ['Cast', cast],
  ...(
    [
      ['Add', 'Add'],
      ['AddV2', 'Add'],
      ['BiasAdd', 'Add'],
      ['Sub', 'Sub'],
      ['Mul', 'Mul'],
      ['RealDiv', 'Div'],
      ['Div', 'Div'],
      ['Maximum', 'Max'],
      ['Minimum', 'Min'],
      ['Pow', 'Pow'],
    ] as const
  ).map(([name, opType]): [string, TfOperator] => [name, binary(opType)]),
  ['AddN', addMany],
])
