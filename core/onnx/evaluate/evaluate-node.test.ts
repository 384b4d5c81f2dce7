import { expect, test } from 'vitest'
import { int, ints } from '../attribute'
import { makeNode } from '../make-node'
import type { Tensor } from '../tensor'
import { float32Tensor, int64Tensor, tensorNumbers } from '../tensor'
import { evaluateNode } from './evaluate-node'

function evaluate(opType: string, inputs: readonly Tensor[], attributes: Parameters<typeof makeNode>[3] = {}): [number[], number[]] | null {
  const names = inputs.map((_, position) => `i${position}`)
  const result = evaluateNode(makeNode(opType, names, ['y'], attributes), inputs)
  return result && [[...result.dims], tensorNumbers(result)]
}

const matrix = float32Tensor([2, 3], [1, 2, 3, 4, 5, 6])

test('transposes', () => {
  expect(evaluate('Transpose', [matrix], { perm: ints(1, 0) })).toEqual([[3, 2], [1, 4, 2, 5, 3, 6]])
})

test('broadcasts on both sides', () => {
  expect(evaluate('Mul', [float32Tensor([2, 1], [10, 100]), float32Tensor([3], [1, 2, 3])])).toEqual([[2, 3], [10, 20, 30, 100, 200, 300]])
})

test('slices backwards and from the end', () => {
  const [start, end, axis, step] = [[-1], [-4], [1], [-2]].map((values) => int64Tensor([1], values))
  if (!start || !end || !axis || !step) throw new Error('four operands')
  expect(evaluate('Slice', [matrix, start, end, axis, step])).toEqual([[2, 2], [3, 1, 6, 4]])
})

test('joins along an inner axis', () => {
  expect(evaluate('Concat', [matrix, float32Tensor([2, 1], [7, 8])], { axis: int(1) })).toEqual([[2, 4], [1, 2, 3, 7, 4, 5, 6, 8]])
})

test('truncates when casting to integers', () => {
  expect(evaluate('Cast', [float32Tensor([2], [1.9, -1.9])], { to: int(7) })).toEqual([[2], [1, -1]])
})

test('expands and reshapes', () => {
  expect(evaluate('Expand', [float32Tensor([1, 2], [1, 2]), int64Tensor([2], [2, 1])])).toEqual([[2, 2], [1, 2, 1, 2]])
  expect(evaluate('Reshape', [matrix, int64Tensor([2], [-1, 2])])).toEqual([[3, 2], [1, 2, 3, 4, 5, 6]])
})

test('leaves integer division and unknown operators alone', () => {
  expect(evaluate('Div', [int64Tensor([1], [7]), int64Tensor([1], [2])])).toBeNull()
  expect(evaluate('Softmax', [matrix])).toBeNull()
})
