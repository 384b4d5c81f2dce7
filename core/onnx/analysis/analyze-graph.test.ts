import { describe, expect, test } from 'vitest'
import { parseGraph } from '../text/parse-graph'
import { analyzeGraph } from './analyze-graph'

const constant = (name: string, dims: string, type = 'float32'): string => {
  const count = dims.split(',').reduce((product, dim) => product * Number(dim), 1)
  return `constant ${name} ${type}[${dims}] = {${Array.from({ length: count }, () => 1).join()}}`
}
const graphOf = (...lines: readonly string[]) => parseGraph(['graph g opset 17', ...lines].join('\n'))

/** One inverted residual block on a map of 4 x 6 pixels: 2 -> 12 -> 2 channels with shortcut. */
const block = graphOf(
  'input x float32[N,2,4,6]',
  'constant low float32[] = {0}',
  'constant high float32[] = {6}',
  constant('we', '12,2,1,1'),
  constant('be', '12'),
  constant('wd', '12,1,3,3'),
  constant('bd', '12'),
  constant('wp', '2,12,1,1'),
  constant('bp', '2'),
  'e = Conv(x, we, be)',
  'e6 = Clip(e, low, high)',
  'd = Conv(e6, wd, bd) pads=[1,1,1,1] group=12',
  'd6 = Clip(d, low, high)',
  'p = Conv(d6, wp, bp)',
  'y = Add(x, p)',
  'output y float32[N,2,4,6]',
)

describe('one block, counted by hand', () => {
  const analysis = analyzeGraph(block)

  test('parameters and multiply-adds', () => {
    // weights 12*2 + 12*9 + 2*12 = 156, biases 12 + 12 + 2 = 26
    expect(analysis.totals.parameters).toBe(182)
    expect(analysis.totals.biasParameters).toBe(26)
    // per pixel 24 + 108 + 24, 24 pixels (paper, section 3.3: h w t d' (d' + k^2 + d''))
    expect(analysis.totals.multiplyAdds).toBe(24 * 156)
    expect(analysis.totals.multiplyAdds).toBe(4 * 6 * 6 * 2 * (2 + 9 + 2))
    // with the two bounds of ReLU6
    expect(analysis.totals.weightBytes).toEqual({ float32: 184 * 4 })
  })

  test('memory', () => {
    // A map channel has 96 bytes: x 2, e 12, d 12, p 2, y 2 channels; activations work in place.
    expect(analysis.totals.activationBytes).toBe(96 * 30)
    expect(analysis.peak.bytes).toBe(96 * (2 + 12 + 12))
    expect(analysis.peak.at).toBe('d')
    // Input and output and 12 / t channels of each inner map (section 5.1).
    const bytes = analysis.fusedPeaks.map((peak) => [peak.parts, peak.bytes / 96])
    expect(bytes).toEqual([[1, 4 + 24], [2, 4 + 12], [3, 4 + 8], [4, 4 + 6], [5, 4 + 6], ['every-channel', 4 + 2]])
  })

  test('activations', () => {
    // The expansion and the filter are bounded, the projection is linear (section 3.2).
    expect(analysis.layers.map(({ name, activation }) => [name, activation])).toEqual([
      ['e', 'Relu6'],
      ['e6', null],
      ['d', 'Relu6'],
      ['d6', null],
      ['p', null],
      ['y', null],
    ])
  })

  test('structure', () => {
    expect(analysis.outline.parts).toHaveLength(1)
    expect(analysis.outline.parts[0]).toMatchObject({
      kind: 'bottlenecks',
      expansion: 6,
      channels: 2,
      repeats: 1,
      stride: 1,
      blocks: [{ expand: 'e', depthwise: 'd', project: 'p', hasShortcut: true, isTapped: false, nodes: ['e', 'e6', 'd', 'd6', 'p', 'y'] }],
      output: { channels: 2, rows: 4, columns: 6 },
    })
  })
})

test('fully connected layers, products of matrices and transposed inputs', () => {
  const analysis = analyzeGraph(
    graphOf(
      'input x float32[5,3]',
      constant('w', '4,3'),
      constant('b', '4'),
      constant('m', '4,7'),
      'h = Gemm(x, w, b) transB=1',
      'y = MatMul(h, m)',
      'z = Gemm(x, y) transA=1',
      'output z float32[3,7]',
    ),
  )
  expect(analysis.layers.map((layer) => layer.multiplyAdds)).toEqual([5 * 3 * 4, 5 * 4 * 7, 5 * 3 * 7])
  expect(analysis.totals.parameters).toBe(12 + 4 + 28)
})

test('a quantized layer: weights behind DequantizeLinear, maps counted in bytes', () => {
  const analysis = analyzeGraph(
    graphOf(
      'input x float32[N,2,4,4]',
      'constant s float32[] = {1}',
      'constant z uint8[] = {0}',
      'constant zw int8[] = {0}',
      constant('w', '8,2,1,1', 'int8'),
      'q = QuantizeLinear(x, s, z)',
      'dq = DequantizeLinear(q, s, z)',
      'dw = DequantizeLinear(w, s, zw)',
      'c = Conv(dq, dw)',
      'r = Relu(c)',
      'qc = QuantizeLinear(r, s, z)',
      'y = DequantizeLinear(qc, s, z)',
      'output y float32[N,8,4,4]',
    ),
  )
  expect(analysis.totals.parameters).toBe(16)
  expect(analysis.totals.multiplyAdds).toBe(16 * 16)
  expect(analysis.totals.weightBytes).toEqual({ float32: 4, uint8: 1, int8: 17 })
  // 2 + 8 channels of 16 pixels, one byte each.
  expect(analysis.peak.bytes).toBe(160)
})

test('a shared constant counts once; what is not known is named', () => {
  const shared = analyzeGraph(graphOf('input x float32[1,3]', constant('w', '3,3'), 'a = MatMul(x, w)', 'b = MatMul(a, w)', 'output b float32[1,3]'))
  expect(shared.totals.parameters).toBe(9)
  expect(shared.totals.multiplyAdds).toBe(18)
  const open = graphOf('input x float32[N,1,H,W]', constant('w', '1,1,1,1'), 'y = Conv(x, w)', 'output y float32[N,1,H,W]')
  expect(analyzeGraph(open).unknownValues).toEqual(['x', 'y'])
  expect(analyzeGraph(open, new Map([['x', [1, 1, 3, 5]]])).totals.multiplyAdds).toBe(15)
})

test('outputs stay in memory to the end, inputs until their last reader', () => {
  const { peak } = analyzeGraph(
    graphOf('input x float32[4]', 'a = Exp(x)', 'b = Exp(a)', 'c = Exp(b)', 'output a float32[4]', 'output c float32[4]'),
  )
  // At b: a (an output), b; at c: a, b, c.
  expect(peak).toMatchObject({ bytes: 48, at: 'c' })
})
