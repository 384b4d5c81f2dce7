import { describe, expect, test } from 'vitest'
import type { GraphAnalysis } from '#core/onnx/analysis/analyze-graph'
import { analyzeGraph } from '#core/onnx/analysis/analyze-graph'
import { buildRandomMobilenetV2 } from './build-random-mobilenet-v2'
import { buildRandomSsdlite } from './build-random-ssdlite'
import type { RandomDeeplabv3Options } from './build-random-deeplabv3'
import { joinedDeeplabv3 } from './build-random-deeplabv3'
import { paperResolutionsPx } from './paper-grid'
import { recogniseWidth } from './recognise-width'

const mega = 1e6
const giga = 1e9

/** tensorflow/models, research/slim/nets/mobilenet/README.md, "Mobilenet V2 Imagenet Checkpoints": MACs (M) by input side, parameters (M). */
const officialList = [
  { width: 1.4, macsM: { 224: 582 }, parametersM: 6.06 },
  { width: 1.3, macsM: { 224: 509 }, parametersM: 5.34 },
  { width: 1, macsM: { 224: 300, 192: 221, 160: 154, 128: 99, 96: 56 }, parametersM: 3.47 },
  { width: 0.75, macsM: { 224: 209, 192: 153, 160: 107, 128: 69, 96: 39 }, parametersM: 2.61 },
  { width: 0.5, macsM: { 224: 97, 192: 71, 160: 50, 128: 32, 96: 18 }, parametersM: 1.95 },
  { width: 0.35, macsM: { 224: 59, 192: 43, 160: 30, 128: 20, 96: 11 }, parametersM: 1.66 },
] as const

const classifier = (width: number) =>
  buildRandomMobilenetV2({ name: 'grid', widthMultiplier: width, inputSize: { width: 224, height: 224 }, classes: 1000, seed: 1 })

describe.each(officialList)('MobileNetV2 $width', ({ width, macsM, parametersM }) => {
  const graph = classifier(width)
  const at = (sidePx: number): GraphAnalysis => analyzeGraph(graph, new Map([['input', [1, 3, sidePx, sidePx]]]))

  test('multiply-adds of every published resolution', () => {
    // The list cuts decimals off (300.77 is printed as 300, 153.94 as 153).
    const measured = paperResolutionsPx
      .filter((side) => Object.hasOwn(macsM, side))
      .map((side) => [String(side), Math.floor(at(side).totals.multiplyAdds / mega)])
    expect(Object.fromEntries(measured)).toEqual(macsM)
  })

  test('parameters', () => {
    const { totals } = at(224)
    const classes = 1000
    // The list counts filters and the classifier with its biases, but no batch norms, of which our biases are what is left.
    expect((totals.parameters - totals.biasParameters + classes) / mega).toBeCloseTo(parametersM, 2)
  })

  test('its width is recognised', () => {
    expect(recogniseWidth(at(224).outline)).toBe(width)
  })
})

describe('paper, table 4', () => {
  test('1.0: 3.4 M parameters, 300 M multiply-adds', () => {
    const { totals } = analyzeGraph(classifier(1))
    expect(Math.floor(totals.parameters / 1e5) / 10).toBe(3.4)
    expect(Math.floor(totals.multiplyAdds / mega)).toBe(300)
  })

  test('1.4: 585 M multiply-adds', () => {
    // The list of the same authors has 582. Their 6.9 M parameters cannot be: the checkpoint has 6.06 M, as the list says.
    expect(Math.abs(analyzeGraph(classifier(1.4)).totals.multiplyAdds / mega / 585 - 1)).toBeLessThan(0.005)
  })
})

describe('SSDLite 320 with 80 classes and background', () => {
  const analysis = analyzeGraph(buildRandomSsdlite({ name: 'ssdlite', widthMultiplier: 1, inputPx: 320, classColumns: 81, seed: 1 }))

  test('paper, table 6: 4.3 M parameters, 0.8 B multiply-adds', () => {
    expect((analysis.totals.parameters / mega).toFixed(1)).toBe('4.3')
    expect((analysis.totals.multiplyAdds / giga).toFixed(1)).toBe('0.8')
  })

  const costs = new Map(analysis.layers.map((layer) => [layer.name, layer]))
  const names = analysis.outline.parts
    .filter((part) => part.kind === 'extra-layer' || part.kind === 'detector-head')
    .flatMap((part) => part.nodes)

  test('paper, table 5: 2.1 M parameters in extra maps and predictors', () => {
    const parameters = names.reduce((sum, name) => sum + (costs.get(name)?.parameters ?? 0), 0)
    expect((parameters / mega).toFixed(1)).toBe('2.1')
  })

  test('paper, table 5: its 0.35 B multiply-adds are twice what table 6 leaves for these layers', () => {
    // 0.35 B on top of the backbone would make 0.96 B in all, against the 0.8 B of table 6.
    const multiplyAdds = names.reduce((sum, name) => sum + (costs.get(name)?.multiplyAdds ?? 0), 0)
    expect(Math.abs((2 * multiplyAdds) / (0.35 * giga) - 1)).toBeLessThan(0.02)
  })
})

describe('DeepLabv3 at 513 (paper, table 7; tensorflow/models, research/deeplab/g3doc/model_zoo.md)', () => {
  const options: RandomDeeplabv3Options = {
    name: 'deeplab',
    widthMultiplier: 1,
    inputSize: { width: 513, height: 513 },
    outputStride: 16,
    atrousRates: [],
    imagePooling: 'with',
    classes: 21,
    seed: 1,
  }

  test('output stride 16: 2.11 M parameters, 2.75 B multiply-adds', () => {
    const analysis = analyzeGraph(joinedDeeplabv3(options))
    expect((analysis.totals.parameters / mega).toFixed(2)).toBe('2.11')
    // 2.742 B; the bilinear enlargement of the answer, which is no convolution, makes up the rest.
    expect(Math.abs(asTensorflowRuns(analysis) / giga - 2.75)).toBeLessThan(0.01)
    expect(analysis.outline).toMatchObject({ task: 'segmentation', outputStride: 16 })
  })

  test('output stride 16 with atrous pyramid: 4.52 M parameters, 5.8 B multiply-adds', () => {
    const analysis = analyzeGraph(joinedDeeplabv3({ ...options, atrousRates: [6, 12, 18] }))
    expect((analysis.totals.parameters / mega).toFixed(2)).toBe('4.52')
    expect((asTensorflowRuns(analysis) / giga).toFixed(1)).toBe('5.8')
  })

  test('output stride 8, six scales and mirrored: 152.6 B multiply-adds', () => {
    const analysis = analyzeGraph(joinedDeeplabv3({ ...options, outputStride: 8 }))
    const scales = [0.5, 0.75, 1, 1.25, 1.5, 1.75].reduce((sum, scale) => sum + scale * scale, 0)
    expect(Math.abs((2 * scales * analysis.totals.multiplyAdds) / giga / 152.6 - 1)).toBeLessThan(0.01)
    expect(analysis.outline.outputStride).toBe(8)
  })

  /**
   * Counts dilated convolutions on maps padded to a multiple of the rate, as TensorFlow's SpaceToBatch made them. That the published
   * figure was counted so is our reading of it: nothing else we tried comes to it. Our own count is of the map itself.
   */
  function asTensorflowRuns(analysis: GraphAnalysis): number {
    const rates = new Map<string, number>()
    for (const part of analysis.outline.parts) {
      if (part.kind === 'bottlenecks') for (const block of part.blocks) rates.set(block.depthwise, block.dilation)
      if (part.kind === 'segmentation-head') part.branches.forEach(({ rate }, position) => rates.set(`aspp_${position}/conv`, rate))
    }
    return analysis.layers.reduce((sum, layer) => {
      const rate = rates.get(layer.name) ?? 1
      const rows = layer.outputDims?.[2] ?? 1
      const padded = Math.ceil(rows / rate) * rate
      return sum + (layer.multiplyAdds ?? 0) * (padded / rows) ** 2
    }, 0)
  }
})
