import { AppError } from '#core/contract/errors'
import { seededRandom } from '#core/random/seeded-random'
import { planFit } from '#core/zoo/photo-fit'
import { cutGraph } from '../cut-graph'
import { isSetAside } from '../is-set-aside'
import type { PhotoView } from '../photo-view'
import type { TrainableHead } from '../trainable-head'
import type { HeadOrder, TuneLabel, TuneTask } from '../tune-task'
import { classesOfNodes } from './classes-of-nodes'
import { condenseNodes } from './condense-nodes'
import { drawNodes, type NodeTargets } from './draw-nodes'
import { judgeMask, maskConfusion, maskMetric, maskScores, type MaskJudgement } from './judge-mask'
import { logitsLayer } from './logits-layer'
import { maskColumns } from './mask-columns'
import { MaskHead } from './mask-head'
import { backgroundPixel, hasOutline, mostClasses, paintLabels, voidPixel } from './paint-labels'
import { replaceLogits } from './replace-logits'

const nodesPerPhoto = 600

function target(labels: readonly TuneLabel[], view: PhotoView, { card, features, seed }: HeadOrder): NodeTargets | null {
  const [, rows = 0, columns = 0] = features.dims[0] ?? []
  const plan = planFit(card.fit, view.window, card.inputSize)
  const values = classesOfNodes(paintLabels(labels, view.photo), view, plan, card.inputSize, { rows, columns })
  const drawn = drawNodes(values, voidPixel, nodesPerPhoto, seededRandom(seed))
  return drawn.nodes.length === 0 ? null : drawn
}

function createHead({ card, graph, classes, classWeights }: HeadOrder): MaskHead {
  if (classes.learnt.length > mostClasses) throw new AppError('bad-input', `A mask holds at most ${mostClasses} classes.`)
  const parent = logitsLayer(graph, card)
  const { kept, total, ofClass, startsFrom } = maskColumns(card, classes)
  const { channels, rows, columns, weights, biases } = parent
  const learning = total - kept
  const base = new Float32Array(learning * (channels + 1))
  for (const [row, from] of startsFrom.entries()) {
    if (from === null) continue
    base.set(weights.subarray(from * channels, (from + 1) * channels), row * channels)
    base[learning * channels + row] = biases[from]!
  }
  const learnt = new Set(ofClass)
  const unlabelled = kept === 0 ? [0] : Array.from({ length: kept }, (_, column) => column).filter((column) => !learnt.has(column))
  return new MaskHead({
    channels,
    rows,
    columns,
    kept: { weights: weights.subarray(0, kept * channels), biases: biases.subarray(0, kept) },
    base,
    columnsOfValue: new Map<number, readonly number[]>([[backgroundPixel, unlabelled], ...ofClass.map((column, index) => [index, [column]] as const)]),
    weightOfValue: new Map(classWeights.map((weight, index) => [index, weight])),
  })
}

function maskHead(head: TrainableHead<NodeTargets>): MaskHead {
  if (head instanceof MaskHead) return head
  throw new TypeError('A segmenter takes a layer of logits.')
}

/** Segmenters of the DeepLab kind: new logits on the features before the last 1 x 1 convolution. */
export const segmentationTask: TuneTask<NodeTargets, MaskJudgement> = {
  task: 'segmentation',
  scores: 'none',
  training: { kind: 'whole-set', strengths: [1e-2, 1e-3, 1e-4], iterationsPerStrength: 40 },
  metricName: () => 'mIoU',
  featureGraph: (graph, card) => {
    const { input, channels, rows, columns } = logitsLayer(graph, card)
    return { graph: cutGraph(graph, [{ name: input, dataType: 'float32', dims: ['N', channels, rows, columns] }]), outputs: [input], dims: [[channels, rows, columns]] }
  },
  // A reviewed photo without objects teaches what is background. Boxes and tags tell no outline, but may lie beside one.
  serves: (labels) => {
    const outlined = new Set(labels.filter(hasOutline).map(({ classIndex }) => classIndex))
    return labels.every((label) => isSetAside(label) || outlined.has(label.classIndex))
  },
  target,
  createHead,
  condense: (sample, { features }) => condenseNodes(sample, features.dims[0]?.[0] ?? 1),
  finish: async () => ({ temperature: 1 }),
  attach: (head, { card, graph, classes }) => ({ graph: replaceLogits(graph, logitsLayer(graph, card), maskHead(head).layer()), labels: maskColumns(card, classes).labels, answer: 'one-class' }),
  judge: (answer, labels, photo, classOf, names) => {
    if (answer.task !== 'segmentation') throw new AppError('unsupported-model', 'The model gives no mask.')
    return judgeMask(answer, labels, photo, classOf, names)
  },
  metric: maskMetric,
  classScores: maskScores,
  confusion: maskConfusion,
}
