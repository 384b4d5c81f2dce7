import { expect, test } from 'vitest'
import { printGraph } from '../text/print-graph'
import { decodeModel } from './decode-model'

/**
 * Written by Python onnx 1.23: y = Conv(x, w, b) with strides [2, 2], pads [0, 0, 1, 1], then z = Cast(y) to float16;
 * w in float_data, b in raw_data, opset 17, metadata {"k": "v"}, w also listed as an input.
 */
const PYTHON_MODEL = 'CAg65AEKOgoBeAoBdwoBYhIBeRoBYyIEQ29udioRCgRwYWRzQABAAEABQAGgAQcqEAoHc3RyaWRlc0ACQAKgAQcKGgoBeRIBehoBZCIEQ2FzdCoJCgJ0bxgKoAECEgFnKh8IAQgBCAIIAhABIhAAAIA/AAAAQAAAQEAAAIBAQgF3Kg0IARABQgFiSgQAAAA/WhwKAXgSFwoVCAESEQoDEgFOCgIIAQoCCAMKAggDWhsKAXcSFgoUCAESEAoCCAEKAggBCgIIAgoCCAJiHAoBehIXChUIChIRCgMSAU4KAggBCgIIAgoCCAJCBAoAEBFyBgoBaxIBdg=='

test('reads what Python onnx writes', () => {
  const graph = decodeModel(Buffer.from(PYTHON_MODEL, 'base64'))
  expect(printGraph(graph)).toBe(`graph g opset 17
metadata k = v
input x float32[N,1,3,3]
constant w float32[1,1,2,2] = {1, 2, 3, 4}
constant b float32[1] = {0.5}
y = Conv(x, w, b) pads=[0,0,1,1] strides=[2,2] @c
z = Cast(y) to=10 @d
output z float16[N,1,2,2]
`)
})

test.each([
  ['an empty file', '', 'no ONNX graph'],
  ['bytes of something else', 'iVBORw0KGgo=', 'ends inside field'],
])('refuses %s', (_, base64, reason) => {
  expect(() => decodeModel(Buffer.from(base64, 'base64'))).toThrow(reason)
})

test('refuses a model cut short', () => {
  const bytes = Buffer.from(PYTHON_MODEL, 'base64')
  expect(() => decodeModel(bytes.subarray(0, bytes.length - 40))).toThrow(RangeError)
})
