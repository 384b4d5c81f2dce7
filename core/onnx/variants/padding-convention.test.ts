import { expect, test } from 'vitest'
import { inferShapes } from '../shapes/infer-shapes'
import { parseGraph } from '../text/parse-graph'
import { paddingConvention } from './padding-convention'

const conventionOf = (size: string, ...lines: readonly string[]): string => {
  const graph = parseGraph(['graph g opset 17', `input x float32[N,1,${size}]`, 'constant w float32[1,1,3,3] = {1,1,1,1,1,1,1,1,1}', ...lines].join('\n'))
  return paddingConvention(graph, inferShapes(graph))
}

test.each([
  ['8,8', ['y = Conv(x, w) strides=[2,2] pads=[0,0,1,1]'], 'same'],
  ['8,8', ['y = Conv(x, w) strides=[2,2] pads=[1,1,1,1]'], 'fixed'],
  // At odd sizes both rules agree; then the size decides.
  ['9,9', ['y = Conv(x, w) strides=[2,2] pads=[1,1,1,1]'], 'same'],
  ['9,8', ['y = Conv(x, w) strides=[2,2] pads=[1,0,1,1]'], 'same'],
  ['9,9', ['y = Conv(x, w) dilations=[4,4] pads=[4,4,4,4]'], 'same'],
  ['9,9', ['y = Conv(x, w)'], 'fixed'],
  // One layer that tells is enough.
  ['9,9', ['a = Conv(x, w) pads=[1,1,1,1]', 'y = MaxPool(a) kernel_shape=[3,3] strides=[2,2]'], 'fixed'],
])('%s %s', (size, lines, expected) => {
  expect(conventionOf(size, ...lines)).toBe(expected)
})
