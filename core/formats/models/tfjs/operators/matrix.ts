import { int } from '#core/onnx/attribute'
import type { TfCall } from '../tf-call'
import type { TfOperator, TfOperators } from './operator'

/** Rank-2 product as Gemm; `bias` is the name of a row to add. */
function product(call: TfCall, suffix: string, bias: readonly string[]): string {
  if (call.dims(0).length !== 2 || call.dims(1).length !== 2) return call.refuse('it does not multiply two matrices')
  const flag = (name: string): number => (call.attribute(name).flag === true ? 1 : 0)
  return call.add(
    'Gemm',
    [call.plain(0), call.plain(1), ...bias],
    { transA: int(flag('transpose_a')), transB: int(flag('transpose_b')) },
    suffix,
  )
}

const matMul: TfOperator = (call) => call.plainTensor(product(call, '', []))

const FUSED_ACTIVATIONS: ReadonlyMap<string, string> = new Map([
  ['Relu', 'Relu'],
  ['Sigmoid', 'Sigmoid'],
  ['Tanh', 'Tanh'],
])

const fusedMatMul: TfOperator = (call) => {
  const [first, ...rest] = call.attribute('fused_ops').texts ?? []
  const [activation] = rest
  const opType = FUSED_ACTIVATIONS.get(activation ?? '')
  if (first !== 'BiasAdd' || rest.length > 1 || (activation !== undefined && opType === undefined)) {
    return call.refuse(`it is fused with ${[first, ...rest].join(', ')}`)
  }
  const bias = call.builder.constant(`${call.node.name}/bias`, call.constant(2))
  const name = product(call, opType === undefined ? '' : '/product', [bias])
  return call.plainTensor(opType === undefined ? name : call.add(opType, [name]))
}

/** Matrix products of classifier heads. */
export const matrixOperators: TfOperators = new Map<string, TfOperator>([
  ['MatMul', matMul],
  ['_FusedMatMul', fusedMatMul],
])
