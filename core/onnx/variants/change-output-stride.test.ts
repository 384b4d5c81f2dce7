import { expect, test } from 'vitest'
import { parseGraph } from '../text/parse-graph'
import { changeOutputStride, outputStrideOf } from './change-output-stride'

const head = [
  'graph g opset 17',
  'input x float32[N,1,33,33]',
  'constant w float32[1,1,3,3] = {1,1,1,1,1,1,1,1,1}',
  'a = Conv(x, w) strides=[2,2] pads=[1,1,1,1]',
  'b = Conv(a, w) strides=[2,2] pads=[1,1,1,1]',
  'c = Conv(b, w) strides=[2,2] pads=[1,1,1,1]',
]
const fine = parseGraph([...head, 'd = Conv(c, w) pads=[1,1,1,1]', 'e = Conv(d, w) pads=[2,2,2,2] dilations=[2,2]', 'output e float32[N,1,5,5]'].join('\n'))

test('coarser: the window before the dilated ones gets its stride back', () => {
  const variant = changeOutputStride(fine, 16)
  if (variant.kind !== 'derived') throw new Error(variant.reason)
  expect(outputStrideOf(fine)).toBe(8)
  expect(outputStrideOf(variant.graph)).toBe(16)
  expect(variant.graph.outputs[0]?.dims).toEqual(['N', 1, 3, 3])
  const told = variant.graph.nodes.slice(3).map(({ attributes }) => ['strides', 'dilations', 'pads'].map((name) => attributes.get(name)?.value))
  expect(told).toEqual([[[2, 2], [1, 1], [1, 1, 1, 1]], [[1, 1], [1, 1], [1, 1, 1, 1]]])
})

test('what has nothing to trade is refused with the reason', () => {
  const plain = parseGraph([...head, 'output c float32[N,1,5,5]'].join('\n'))
  expect(changeOutputStride(plain, 16)).toEqual({ kind: 'not-applicable', reason: 'no stride was traded for dilation in it' })
  const vector = parseGraph([...head, 'p = GlobalAveragePool(c)', 'f = Flatten(p)', 'output f float32[N,1]'].join('\n'))
  expect(changeOutputStride(vector, 16)).toMatchObject({ kind: 'not-applicable', reason: expect.stringContaining('map') })
})
