import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node'
import { expect, test } from 'vitest'
import { encodeModel } from '../codec/encode-model'
import type { Graph } from '../graph'
import { rewritePass } from '../passes/rewrite-pass'
import { verifyGraph } from '../spec/verify-graph'
import { float32Tensor } from '../tensor'
import { parseGraph } from '../text/parse-graph'
import { fuseBatchNormIntoConv } from './fuse-batch-norm-into-conv'
import { fusePadIntoConv } from './fuse-pad-into-conv'
import { fuseScaleIntoConv } from './fuse-scale-into-conv'
import { fuseShiftIntoConv } from './fuse-shift-into-conv'
import { fuseShiftIntoGemm } from './fuse-shift-into-gemm'
import { mergeReshapes } from './merge-reshapes'
import { mergeTransposes } from './merge-transposes'
import { moveShiftBeforeSum } from './move-shift-before-sum'
import { moveSliceBeforeActivation } from './move-slice-before-activation'
import { moveSliceIntoConv } from './move-slice-into-conv'
import { moveViewBeforeConcat } from './move-view-before-concat'
import { removeIdentity } from './remove-identity'
import type { RewriteRule } from './rewrite-rule'
import { splitConvOverPooledInput } from './split-conv-over-pooled-input'
import { useGlobalAveragePool } from './use-global-average-pool'

/** Any numbers, the same every time: a sine sampled far from its period. */
const wave = (count: number, phase: number): number[] =>
  Array.from({ length: count }, (_, index) => Math.sin(phase + index * 1.7) * 2)

/** `constant NAME float32[DIMS]` filled with a wave; `positive` ones suit variances. */
function filled(name: string, dims: readonly number[], lift = 0): string {
  const count = dims.reduce((product, dim) => product * dim, 1)
  const values = wave(count, name.charCodeAt(0)).map((value) => value + lift)
  return `constant ${name} float32[${dims.join()}] = {${values.join()}}`
}

interface Case {
  readonly rules: readonly RewriteRule[]
  /** Extents of input `x`, batch 2. */
  readonly input: readonly number[]
  readonly lines: readonly string[]
  /** Operators that remain, in order. */
  readonly left: string
}

const cases: Readonly<Record<string, Case>> = {
  'batch norm': {
    rules: [fuseBatchNormIntoConv],
    input: [3, 5, 5],
    lines: [
      filled('w', [4, 3, 3, 3]), filled('b', [4]), filled('g', [4]), filled('e', [4]), filled('m', [4]), filled('v', [4], 2.5),
      'c = Conv(x, w, b) pads=[0,0,1,1] strides=[2,2]',
      'y = BatchNormalization(c, g, e, m, v) epsilon=0.001',
    ],
    left: 'Conv',
  },
  'scale and shift on either side': {
    rules: [fuseScaleIntoConv, fuseShiftIntoConv],
    input: [4, 5, 5],
    lines: [
      filled('w', [4, 1, 3, 3]), filled('k', [1, 4, 1, 1]), filled('s', [4, 1, 1]), 'constant h float32[] = {3}', filled('q', [4, 1, 1], 3),
      'c = Conv(x, w) group=4', 'd = Mul(k, c)', 'e = Add(d, s)', 'f = Sub(e, h)', 'y = Div(f, q)',
    ],
    left: 'Conv',
  },
  'shift behind a residual sum': {
    rules: [moveShiftBeforeSum, fuseShiftIntoConv],
    input: [3, 4, 4],
    lines: [filled('w', [3, 3, 1, 1]), filled('s', [1, 3, 1, 1]), 'c = Conv(x, w)', 'r = Add(x, c)', 'y = Add(s, r)'],
    left: 'Conv Add',
  },
  'bias of a matrix product': {
    rules: [fuseShiftIntoGemm],
    input: [6],
    lines: [filled('w', [4, 6]), filled('s', [4]), 'p = Gemm(x, w) transB=1', 'y = Add(p, s)'],
    left: 'Gemm',
  },
  padding: {
    rules: [fusePadIntoConv],
    input: [2, 5, 5],
    lines: [filled('w', [2, 2, 3, 3]), 'constant p int64[8] = {0, 0, 0, 1, 0, 0, 2, 1}', 'q = Pad(x, p)', 'y = Conv(q, w) pads=[1,0,0,0]'],
    left: 'Conv',
  },
  'nodes that do nothing': {
    rules: [removeIdentity],
    input: [2, 3, 3],
    lines: ['constant s int64[4] = {0, 2, 3, 3}', 'a = Identity(x)', 'b = Reshape(a, s)', 'c = Transpose(b) perm=[0,1,2,3]', 'd = Relu(c)', 'e = Concat(d) axis=1', 'y = Identity(e)'],
    left: 'Relu',
  },
  'reshapes in a row': {
    rules: [mergeReshapes],
    input: [6, 1, 1],
    lines: ['constant s int64[3] = {0, 2, -1}', 'constant a int64[1] = {1}', 'f = Flatten(x) axis=1', 'r = Reshape(f, s)', 'y = Unsqueeze(r, a)'],
    left: 'Reshape',
  },
  'transpositions that cancel': {
    rules: [mergeTransposes, removeIdentity],
    input: [2, 3, 4],
    lines: ['a = Transpose(x) perm=[0,2,3,1]', 'b = Transpose(a) perm=[0,3,1,2]', 'y = Relu(b)'],
    left: 'Relu',
  },
  'slice behind an activation': {
    rules: [moveSliceBeforeActivation],
    input: [5],
    lines: ['constant s int64[1] = {1}', 'constant e int64[1] = {4}', 'a = Sigmoid(x)', 'y = Slice(a, s, e, s)'],
    left: 'Slice Sigmoid',
  },
  'squeeze behind a concatenation': {
    rules: [moveViewBeforeConcat],
    input: [1, 3, 2],
    lines: ['constant a int64[1] = {1}', 'r = Relu(x)', 'c = Concat(x, r) axis=3', 'y = Squeeze(c, a)'],
    left: 'Relu Squeeze Squeeze Concat',
  },
  'background class of a box predictor': {
    rules: [moveSliceIntoConv],
    input: [2, 3, 3],
    lines: [
      filled('w', [6, 2, 1, 1]), filled('b', [6]), 'constant h int64[3] = {0, -1, 3}', 'constant s int64[1] = {1}', 'constant e int64[1] = {9007199254740991}', 'constant a int64[1] = {2}',
      'c = Conv(x, w, b)', 't = Transpose(c) perm=[0,2,3,1]', 'r = Reshape(t, h)', 'y = Slice(r, s, e, a)',
    ],
    left: 'Conv Transpose Reshape',
  },
  'background class on a map of one pixel': {
    rules: [moveSliceIntoConv],
    input: [2, 1, 1],
    lines: [
      filled('w', [6, 2, 1, 1]), 'constant h int64[3] = {0, 2, 3}', 'constant s int64[1] = {1}', 'constant e int64[1] = {3}', 'constant a int64[1] = {2}',
      'c = Conv(x, w)', 'r = Reshape(c, h)', 'y = Slice(r, s, e, a)',
    ],
    left: 'Conv Reshape',
  },
  'image pooling joined by concatenation': {
    rules: [useGlobalAveragePool, splitConvOverPooledInput],
    input: [3, 4, 4],
    lines: [
      filled('w', [5, 6, 1, 1]), filled('b', [5]), 'constant s float32[4] = {1, 1, 4, 4}',
      'p = AveragePool(x) kernel_shape=[4,4]', `r = Resize(p, "", s) mode='linear' coordinate_transformation_mode='align_corners'`,
      'c = Concat(r, x) axis=1', 'y = Conv(c, w, b)',
    ],
    left: 'GlobalAveragePool Conv Conv Add',
  },
  'mean over pixels': {
    rules: [useGlobalAveragePool],
    input: [3, 4, 4],
    lines: ['y = ReduceMean(x) axes=[-2,-1] keepdims=1'],
    left: 'GlobalAveragePool',
  },
}

async function outputOf(graph: Graph, input: readonly number[]): Promise<number[]> {
  const session = await InferenceSession.create(encodeModel(graph), { graphOptimizationLevel: 'disabled' })
  const dims = [2, ...input]
  const { data } = float32Tensor(dims, wave(dims.reduce((product, dim) => product * dim, 1), 0.3))
  const { y } = await session.run({ x: new OrtTensor('float32', data, dims) })
  await session.release()
  return Array.from(y?.data as Float32Array)
}

test.each(Object.entries(cases))('%s: fewer nodes, the same numbers', async (_, { rules, input, lines, left }) => {
  const graph = parseGraph(['graph g opset 17', `input x float32[N,${input.join()}]`, ...lines, 'output y float32[?]'].join('\n'))
  const rewritten = rewritePass('rules', rules).run(graph)
  expect(verifyGraph(rewritten)).toEqual([])
  expect(rewritten.nodes.map((node) => node.opType).toSorted()).toEqual(left.split(' ').toSorted())
  const before = await outputOf(graph, input)
  const after = await outputOf(rewritten, input)
  expect(after.length).toBe(before.length)
  after.forEach((value, index) => expect(value).toBeCloseTo(before[index] ?? NaN, 4))
})

test.each([
  ['a convolution read twice', fuseScaleIntoConv, [filled('w', [2, 2, 1, 1]), filled('k', [2, 1, 1]), 'c = Conv(x, w)', 'd = Mul(c, k)', 'y = Add(d, c)']],
  ['a factor per pixel', fuseScaleIntoConv, [filled('w', [2, 2, 1, 1]), filled('k', [3, 3]), 'c = Conv(x, w)', 'y = Mul(c, k)']],
  ['a constant divided by a convolution', fuseScaleIntoConv, [filled('w', [2, 2, 1, 1]), filled('k', [2, 1, 1]), 'c = Conv(x, w)', 'y = Div(k, c)']],
  ['padding with ones', fusePadIntoConv, [filled('w', [2, 2, 1, 1]), 'constant p int64[8] = {0, 0, 0, 1, 0, 0, 0, 0}', 'constant f float32[] = {1}', 'q = Pad(x, p, f)', 'y = Conv(q, w)']],
  ['a pool over a part of the map', useGlobalAveragePool, ['y = AveragePool(x) kernel_shape=[2,2]']],
  ['a slice along the joined axis', moveViewBeforeConcat, ['constant s int64[1] = {1}', 'constant e int64[1] = {3}', 'c = Concat(x, x) axis=1', 'y = Slice(c, s, e, s)']],
])('leaves %s alone', (_, rule, lines) => {
  const graph = parseGraph(['graph g opset 17', 'input x float32[N,2,3,3]', ...lines, 'output y float32[?]'].join('\n'))
  expect(rewritePass('rule', [rule]).run(graph)).toBe(graph)
})
