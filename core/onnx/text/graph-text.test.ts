import { expect, test } from 'vitest'
import { decodeModel } from '../codec/decode-model'
import { encodeModel } from '../codec/encode-model'
import { parseGraph } from './parse-graph'
import { printGraph } from './print-graph'

const TEXT = `graph tiny opset 17 com.example 1
metadata family = mobilenet-v2
metadata "a key" = "two words"
input x float32[N,3,_,8]
constant w float32[2,3,1,1] = {1, -2.5, 0.25, 9.5367431640625e-7, 5, 6}
constant "odd name" int64[1] = {-1}
value y float32[N,2,_,8]
y = Conv(x, w) strides=[1,1] auto_pad='VALID' group=1
a, "b c" = com.example:Thing(y, "", "odd name") alpha=0.5 beta=2.0 rows=f[1,2.5] words=s['p','q'] table=tensor(uint8[2] = {0, 255}) @node
output a float32[?]
`

test('text survives parsing and printing', () => {
  expect(printGraph(parseGraph(TEXT))).toBe(TEXT)
})

test('text survives the ONNX codec', () => {
  const bytes = encodeModel(parseGraph(TEXT))
  const once = decodeModel(bytes)
  expect(encodeModel(once)).toEqual(bytes)
  expect(printGraph(once)).toBe(TEXT)
})

test('names the line of a mistake', () => {
  expect(() => parseGraph('graph g\ninput x float31[1]')).toThrow('Line 2')
  expect(() => parseGraph('y = Relu(x) alpha')).toThrow('"=" is missing')
})
