import { intAttribute, intsAttribute } from '../attribute'
import { dataTypeOfCode } from '../codec/data-type-codes'
import type { Dim, Node } from '../graph'
import { broadcastDims } from '../shapes/broadcast-dims'
import { inferNode } from '../shapes/infer-node'
import { frontAxis } from '../shapes/shape-rule'
import { sliceBounds } from '../shapes/slice-extent'
import type { Tensor } from '../tensor'
import { tensorNumbers } from '../tensor'
import { gatherStrided, stridesOf, tensorFromNumbers, transposeTensor } from './strided-tensor'

type Evaluate = (node: Node, inputs: readonly Tensor[], dims: readonly number[]) => Tensor | null

function unary(operate: (value: number) => number): Evaluate {
  return (_, [input], dims) => (input ? tensorFromNumbers(input.dataType, dims, tensorNumbers(input).map(operate)) : null)
}

function binary(operate: (a: number, b: number) => number): Evaluate {
  return (_, [a, b], dims) => {
    if (a === undefined || b === undefined) return null
    const left = tensorNumbers(broadcastTensor(a, dims))
    const right = tensorNumbers(broadcastTensor(b, dims))
    return tensorFromNumbers(a.dataType, dims, left.map((value, index) => operate(value, right[index] ?? 0)))
  }
}

function broadcastTensor(tensor: Tensor, dims: readonly number[]): Tensor {
  const missing = dims.length - tensor.dims.length
  const strides = stridesOf(tensor.dims)
  return gatherStrided(
    tensor,
    dims,
    dims.map((_, axis) => ((tensor.dims[axis - missing] ?? 1) === 1 ? 0 : (strides[axis - missing] ?? 0))),
  )
}

const sameElements: Evaluate = (_, [input], dims) => (input ? { ...input, dims } : null)

const transpose: Evaluate = (node, [input]) =>
  input
    ? transposeTensor(input, intsAttribute(node.attributes, 'perm', input.dims.map((_, axis) => input.dims.length - 1 - axis)))
    : null

const cast: Evaluate = (node, [input], dims) => {
  if (input === undefined || input.dataType === 'float16') return null
  const dataType = dataTypeOfCode(intAttribute(node.attributes, 'to', 1))
  if (dataType === 'float16' || dataType === 'bool') return null
  const numbers = tensorNumbers(input)
  const whole = dataType !== 'float32' && dataType !== 'float64'
  return tensorFromNumbers(dataType, dims, whole ? numbers.map(Math.trunc) : numbers)
}

const concat: Evaluate = (node, inputs, dims) => {
  const first = inputs[0]
  if (first === undefined) return null
  const axis = frontAxis(intAttribute(node.attributes, 'axis', 0), dims.length)
  const outer = dims.slice(0, axis).reduce((product, dim) => product * dim, 1)
  const values: (number | bigint)[] = []
  for (let row = 0; row < outer; row += 1) {
    for (const input of inputs) {
      const chunk = input.data.length / outer
      for (const value of input.data.slice(row * chunk, (row + 1) * chunk)) values.push(value)
    }
  }
  return tensorFromNumbers(first.dataType, dims, values)
}

const slice: Evaluate = (_, [input, starts, ends, axes, steps], dims) => {
  if (input === undefined || starts === undefined || ends === undefined) return null
  const from = tensorNumbers(starts)
  const to = tensorNumbers(ends)
  const along = axes ? tensorNumbers(axes) : from.map((_, axis) => axis)
  const by = steps ? tensorNumbers(steps) : from.map(() => 1)
  const strides = stridesOf(input.dims)
  let offset = 0
  along.forEach((axis, position) => {
    const front = frontAxis(axis, input.dims.length)
    const step = by[position] ?? 1
    const [first] = sliceBounds(input.dims[front] ?? 0, from[position] ?? 0, to[position] ?? 0, step)
    offset += first * (strides[front] ?? 0)
    strides[front] = (strides[front] ?? 0) * step
  })
  return gatherStrided(input, dims, strides, offset)
}

const expand: Evaluate = (_, [input, target]) =>
  input && target ? broadcastTensor(input, knownDims(broadcastDims([input.dims, tensorNumbers(target)])) ?? []) : null

const EVALUATORS: ReadonlyMap<string, Evaluate> = new Map<string, Evaluate>([
  ['Identity', sameElements],
  ['Reshape', sameElements],
  ['Flatten', sameElements],
  ['Squeeze', sameElements],
  ['Unsqueeze', sameElements],
  ['Transpose', transpose],
  ['Cast', cast],
  ['Concat', concat],
  ['Slice', slice],
  ['Expand', expand],
  ['Add', binary((a, b) => a + b)],
  ['Sub', binary((a, b) => a - b)],
  ['Mul', binary((a, b) => a * b)],
  ['Div', binary((a, b) => a / b)],
  ['Sqrt', unary(Math.sqrt)],
  ['Reciprocal', unary((value) => 1 / value)],
  ['Neg', unary((value) => -value)],
  ['Exp', unary(Math.exp)],
])

/**
 * The single output of a node whose inputs are all constant, or null when this operator is not evaluated here.
 * Arithmetic is done in float64 and rounded once; integer division is left alone because it truncates.
 */
export function evaluateNode(node: Node, inputs: readonly Tensor[]): Tensor | null {
  const evaluate = node.domain === '' && node.outputs.length === 1 ? EVALUATORS.get(node.opType) : undefined
  if (evaluate === undefined || inputs.some((input) => input.dataType === 'float16' && node.opType !== 'Identity')) return null
  if (node.opType === 'Div' && inputs.some((input) => !input.dataType.startsWith('float'))) return null
  const byName = new Map(inputs.map((input, position) => [node.inputs[position] ?? '', input]))
  const types = inferNode(
    node,
    (name) => byName.get(name),
    (name) => byName.get(name),
  )
  const dims = types?.[0]?.dims
  const known = dims ? knownDims(dims) : null
  return known === null ? null : evaluate(node, inputs, known)
}

function knownDims(dims: readonly Dim[]): number[] | null {
  const numbers = dims.filter((dim) => typeof dim === 'number')
  return numbers.length === dims.length ? numbers : null
}
