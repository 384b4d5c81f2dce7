import { int, ints } from '#core/onnx/attribute'
import type { Graph } from '#core/onnx/graph'
import { GraphBuilder } from '#core/onnx/graph-builder'
import { importPasses } from '#core/onnx/passes/import-passes'
import { nameWeights } from '#core/onnx/passes/name-weights'
import { runPasses } from '#core/onnx/passes/run-passes'
import { samePads } from '#core/onnx/same-pads'
import { ssdAnchors } from '#core/zoo/ssd-anchors'
import { anchorTensor } from './anchor-tensor'
import { addConvNorm } from './conv-norm-layer'
import { HeWeights } from './he-weights'
import { addBackbone } from './mobilenet-v2-backbone'
import { mobilenetV2Layout } from './mobilenet-v2-layout'
import { randomWeightsFacts } from './random-weights-facts'
import { boxesPerCell, firstMapBlock, ssdliteAnchorLayout, ssdliteExtraMaps } from './ssdlite-layout'

export interface RandomSsdliteOptions {
  readonly name: string
  readonly widthMultiplier: number
  /** Both sides of the square input. */
  readonly inputPx: number
  /** Scores per box; one more than the classes when the background has a score of its own. */
  readonly classColumns: number
  readonly seed: number
}

/** What the layers behind the backbone are added with. */
interface Site {
  readonly builder: GraphBuilder
  readonly random: HeWeights
}

const BOX_COORDINATES = 4

/**
 * SSDLite on MobileNetV2 (Sandler et al. 2018, section 6.2) with random weights: to compare costs and to train from own data.
 * Input `input` [N, 3, S, S]; outputs `scores` [N, anchors, classColumns], `box_encodings` [N, anchors, 4], `anchors` [anchors, 4].
 */
export function buildRandomSsdlite(options: RandomSsdliteOptions): Graph {
  const { name, widthMultiplier, inputPx, classColumns, seed } = options
  const layout = mobilenetV2Layout(widthMultiplier)
  const builder = new GraphBuilder(name, ['scores', 'box_encodings', 'anchors'])
  const site: Site = { builder, random: new HeWeights(seed) }
  const input = builder.input({ name: 'input', dataType: 'float32', dims: ['N', 3, inputPx, inputPx] })
  const blocks = addBackbone(builder, input, { layout, weights: site.random.backbone(layout), padding: samePads, outputStride: 32 })
  const last = addLayer(site, blocks.at(-1)?.output ?? input, { name: 'last', kernel: 1, stride: 1, outputChannels: layout.lastChannels, kind: 'dense' })
  const maps = [blocks[firstMapBlock]?.expanded ?? last, last]
  ssdliteExtraMaps(widthMultiplier).forEach(({ reducedChannels, channels }, position) => {
    const reduced = addLayer(site, maps.at(-1) ?? last, { name: `extra_${position}/reduce`, kernel: 1, stride: 1, outputChannels: reducedChannels, kind: 'dense' })
    const filtered = addLayer(site, reduced, { name: `extra_${position}/depthwise`, kernel: 3, stride: 2, outputChannels: reducedChannels, kind: 'depthwise' })
    maps.push(addLayer(site, filtered, { name: `extra_${position}/widen`, kernel: 1, stride: 1, outputChannels: channels, kind: 'dense' }))
  })
  const anchorLayout = ssdliteAnchorLayout(inputPx)
  const boxes = maps.map((map, position) => addPredictor(site, map, `boxes_${position}`, boxesPerCell(anchorLayout, position), BOX_COORDINATES))
  const scores = maps.map((map, position) => addPredictor(site, map, `classes_${position}`, boxesPerCell(anchorLayout, position), classColumns))
  const outputs = [
    builder.output('scores', builder.add('sigmoid', 'Sigmoid', [builder.add('all_scores', 'Concat', scores, { axis: int(1) })])),
    builder.output('box_encodings', builder.add('all_boxes', 'Concat', boxes, { axis: int(1) })),
    builder.output('anchors', builder.constant('anchor_boxes', anchorTensor(ssdAnchors(anchorLayout)))),
  ]
  const graph = builder.finish(outputs, new Map([['family', 'ssdlite-mobilenet-v2'], ...randomWeightsFacts(seed)]))
  return runPasses(graph, [...importPasses, nameWeights]).graph
}

interface Layer {
  readonly name: string
  readonly kernel: number
  readonly stride: number
  readonly outputChannels: number
  readonly kind: 'dense' | 'depthwise'
}

function channelsOf(builder: GraphBuilder, value: string): number {
  const channels = builder.info(value).dims?.[1]
  return typeof channels === 'number' ? channels : 0
}

function addLayer({ builder, random }: Site, input: string, { name, kernel, stride, outputChannels, kind }: Layer): string {
  const group = kind === 'depthwise' ? outputChannels : 1
  const weights = random.convolution(outputChannels, channelsOf(builder, input) / group, kernel)
  return addConvNorm(builder, input, { name, weights, stride, dilation: 1, group, outputChannels, activation: 'relu6', padding: samePads })
}

/** Depthwise 3 x 3, then 1 x 1: `columns` numbers for each of `boxes` boxes per cell, as [N, rows * columns * boxes, columns]. */
function addPredictor(site: Site, map: string, name: string, boxes: number, columns: number): string {
  const { builder, random } = site
  const channels = channelsOf(builder, map)
  const filtered = addLayer(site, map, { name: `${name}/depthwise`, kernel: 3, stride: 1, outputChannels: channels, kind: 'depthwise' })
  const { weight, beta } = random.convolution(boxes * columns, channels, 1)
  const inputs = [filtered, builder.constant(`${name}/weight`, weight), builder.constant(`${name}/bias`, beta)]
  const predicted = builder.add(name, 'Conv', inputs, { kernel_shape: ints(1, 1) })
  const last = builder.add(`${name}/channels_last`, 'Transpose', [predicted], { perm: ints(0, 2, 3, 1) })
  return builder.add(`${name}/rows`, 'Reshape', [last, builder.integers(`shape_${columns}`, [0, -1, columns])])
}
