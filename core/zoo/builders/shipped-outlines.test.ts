import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { analyzeGraph } from '#core/onnx/analysis/analyze-graph'
import { formatOutline } from '#core/onnx/analysis/text/format-outline'
import { formatTotals } from '#core/onnx/analysis/text/format-totals'
import { decodeModel } from '#core/onnx/codec/decode-model'
import { recogniseWidth } from './recognise-width'

const folder = join(import.meta.dirname, '..', '..', '..', 'resources', 'models')
const analysisOf = async (id: string) => analyzeGraph(decodeModel(await readFile(join(folder, `${id}.onnx`))))

/** t, c, n, s of table 2 (Sandler et al. 2018). */
const table2 = [[1, 16, 1, 1], [6, 24, 2, 2], [6, 32, 3, 2], [6, 64, 4, 2], [6, 96, 3, 1], [6, 160, 3, 2], [6, 320, 1, 1]]
/** At output stride 8 two strides are traded for dilation (Chen et al. 2017, section 3.1). */
const table2AtStride8 = table2.map(([t, c, n, s]) => [t, c, n, c === 64 || c === 160 ? 1 : s])

describe.each([
  ['mobilenet_v2_1.0_224', 'classification', 32, table2, ['stem', 'feature-head', 'classifier']],
  ['ssdlite_mobilenet_v2_300', 'detection', 32, table2, ['stem', 'feature-head', ...Array.from({ length: 4 }, () => 'extra-layer'), ...Array.from({ length: 6 }, () => 'detector-head'), 'other']],
  ['deeplabv3_mobilenet_v2_513', 'segmentation', 8, table2AtStride8, ['stem', 'segmentation-head']],
])('%s', async (id, task, outputStride, rows, others) => {
  const analysis = await analysisOf(id)
  const { outline } = analysis
  const groups = outline.parts.filter((part) => part.kind === 'bottlenecks')

  test('structure of the paper', () => {
    expect(outline).toMatchObject({ task, outputStride })
    expect(groups.map(({ expansion, channels, repeats, stride }) => [expansion, channels, repeats, stride])).toEqual(rows)
    expect(outline.parts.filter((part) => part.kind !== 'bottlenecks').map((part) => part.kind)).toEqual(others)
    expect(recogniseWidth(outline)).toBe(1)
  })

  test('every node is in one part; shortcuts are where the paper has them', () => {
    expect(outline.parts.flatMap((part) => part.nodes).toSorted()).toEqual(analysis.layers.map((layer) => layer.name).toSorted())
    for (const { blocks } of groups) expect(blocks.map((block) => block.hasShortcut)).toEqual(blocks.map((_, position) => position > 0))
  })

  test('all sizes are known, blocks in parts need less memory', () => {
    expect(analysis.unknownValues).toEqual([])
    const peaks = analysis.fusedPeaks.map((peak) => peak.bytes)
    expect(peaks).toEqual(peaks.toSorted((a, b) => b - a))
    expect(peaks.at(-1)).toBeLessThan(analysis.peak.bytes / 2)
  })
})

test('dilations of DeepLab, branches of its pyramid', async () => {
  const { outline } = await analysisOf('deeplabv3_mobilenet_v2_513')
  expect(outline.parts.flatMap((part) => (part.kind === 'bottlenecks' ? part.blocks.map((block) => block.dilation) : []))).toEqual([
    ...[1, 1, 1, 1, 1, 1, 1],
    ...[2, 2, 2, 2, 2, 2, 2],
    ...[4, 4, 4],
  ])
  expect(outline.parts.at(-1)).toMatchObject({
    branches: [{ kind: 'pointwise', channels: 256 }, { kind: 'image-pooling', channels: 256 }],
    projectedChannels: 256,
    classes: 21,
  })
})

test('maps and boxes of SSDLite: 1917 anchors', async () => {
  const { outline } = await analysisOf('ssdlite_mobilenet_v2_300')
  const heads = outline.parts.flatMap((part) => (part.kind === 'detector-head' ? [part] : []))
  const anchors = heads.map(({ source, boxesPerCell }) => (source?.rows ?? 0) * (source?.columns ?? 0) * boxesPerCell)
  expect(anchors.reduce((sum, count) => sum + count, 0)).toBe(1917)
  const tapped = outline.parts.flatMap((part) => (part.kind === 'bottlenecks' ? part.blocks.map((block) => block.isTapped) : []))
  expect(tapped.indexOf(true)).toBe(13)
})

test('as text', async () => {
  const analysis = await analysisOf('mobilenet_v2_1.0_224')
  const lines = formatOutline(analysis).split('\n')
  expect(lines.map((line) => line.replaceAll(/ {2,}/g, ' | ').trim())).toEqual(
    expect.arrayContaining([
      'stem: conv 3x3 s2 | 32 x 112 x 112 | 896 | 10.8 M',
      'bottleneck x 4: t6 c64 n4 s2 | 64 x 14 x 14 | 180.9 k | 38.5 M',
      '| expand 64 -> 384, depthwise 3x3 s1, project 384 -> 64, + input | 64 x 14 x 14 | 53.4 k | 10.3 M',
      'pool, fully connected 1280 -> 1000 | 1000 x 1 x 1 | 1.28 M | 1.28 M',
    ]),
  )
  expect(formatTotals(analysis)).toContain('3.49 M (3487816; of these biases 18056)')
})
