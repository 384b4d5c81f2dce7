import { describe, expect, test } from 'vitest'
import { parseGraph } from '../text/parse-graph'
import { inferShapes } from './infer-shapes'

/** Extents of value `y` after the lines; `x` is the input. */
function dimsOf(input: string, ...lines: readonly string[]): string {
  const graph = parseGraph([`graph g opset 17`, `input x float32[${input}]`, ...lines].join('\n'))
  return (inferShapes(graph).get('y')?.dims ?? ['?']).join(',')
}

const weights = (dims: string): string => {
  const count = dims.split(',').reduce((product, dim) => product * Number(dim), 1)
  return `constant w float32[${dims}] = {${Array.from({ length: count }, () => 1).join()}}`
}

describe('shapes (values from onnx.shape_inference)', () => {
  test.each([
    ['N,3,300,300', [weights('2,3,3,3'), 'y = Conv(x, w) strides=[2,2] pads=[0,0,1,1]'], 'N,2,150,150'],
    ['N,4,65,65', [weights('4,1,3,3'), 'y = Conv(x, w) pads=[4,4,4,4] dilations=[4,4] group=4'], 'N,4,65,65'],
    ['N,4,7,7', [weights('4,1,3,3'), "y = Conv(x, w) auto_pad='SAME_UPPER' strides=[2,2] group=4"], 'N,4,4,4'],
    ['N,8,7,7', ['y = GlobalAveragePool(x)'], 'N,8,1,1'],
    ['N,8,7,7', ['y = MaxPool(x) kernel_shape=[2,2] strides=[2,2] ceil_mode=1'], 'N,8,4,4'],
    ['N,8,7,7', ['y = ReduceMean(x) axes=[2,3] keepdims=0'], 'N,8'],
    ['N,8,7,7', ['y = Flatten(x) axis=1'], 'N,392'],
    ['N,7,7,270', ['constant s int64[3] = {0, -1, 90}', 'y = Reshape(x, s)'], 'N,147,90'],
    ['N,2,2,4', ['constant s int64[3] = {-1, 4, 4}', 'y = Reshape(x, s)'], 'N,4,4'],
    ['N,8,7,9', ['y = Transpose(x) perm=[0,2,3,1]'], 'N,7,9,8'],
    ['N,8,7,9', ['y = Concat(x, x) axis=1'], 'N,16,7,9'],
    ['N,8', ['constant b int64[1] = {1}', 'y = Unsqueeze(x, b)'], 'N,1,8'],
    ['N,1,8', ['constant b int64[1] = {1}', 'y = Squeeze(x, b)'], 'N,8'],
    ['N,91', ['constant a int64[1] = {1}', 'constant e int64[1] = {9007199254740991}', 'y = Slice(x, a, e, a)'], 'N,90'],
    ['N,9', ['constant a int64[1] = {-3}', 'constant e int64[1] = {-1}', 'constant c int64[1] = {1}', 'y = Slice(x, a, e, c)'], 'N,2'],
    ['N,4,5,5', ["constant s float32[4] = {1, 1, 2, 3}", 'y = Resize(x, "", s)'], 'N,4,10,15'],
    ['N,1,5', ['constant b float32[4,1] = {1, 2, 3, 4}', 'y = Add(x, b)'], 'N,4,5'],
    ['N,6', [weights('3,6'), 'y = Gemm(x, w) transB=1'], 'N,3'],
    ['N,4,5,5', ['constant p int64[8] = {0, 0, 1, 0, 0, 0, 1, 2}', 'y = Pad(x, p)'], 'N,4,7,7'],
    ['N,4,4,6', ['y = SpaceToDepth(x) blocksize=2'], 'N,16,2,3'],
  ])('[%s] %s', (input, lines, expected) => {
    expect(dimsOf(input, ...lines)).toBe(expected)
  })
})

test.each([
  ['channels', 'N,4,8,8', [weights('2,3,1,1'), 'y = Conv(x, w)'], '4 channels meet weights for 3 x 1 groups'],
  ['window', 'N,3,2,2', [weights('2,3,3,3'), 'y = Conv(x, w)'], 'does not fit into 2 + 0 pixels'],
  ['elements', '2,3', ['constant s int64[1] = {7}', 'y = Reshape(x, s)'], '6 elements do not fill [7]'],
  ['broadcast', '2,3', ['constant b float32[2] = {1, 2}', 'y = Mul(x, b)'], '3 and 2 do not broadcast'],
  ['inner extents', '2,3', [weights('2,2'), 'y = Gemm(x, w)'], 'inner extents 3 and 2 differ'],
])('names the node whose %s do not fit', (_, input, lines, message) => {
  expect(() => dimsOf(input, ...lines)).toThrow(message)
})
