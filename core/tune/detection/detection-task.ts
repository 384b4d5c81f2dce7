import { AppError } from '#core/contract/errors'
import { cutGraph } from '../cut-graph'
import { isSetAside } from '../is-set-aside'
import type { PhotoView } from '../photo-view'
import type { TrainableHead } from '../trainable-head'
import type { HeadOrder, TuneLabel, TuneTask } from '../tune-task'
import { boxInView, boxOfLabel, visiblePart } from './box-of-label'
import { createSsdHead } from './create-ssd-head'
import { detectionColumns } from './detection-columns'
import { encodeSsdBox } from './encode-ssd-box'
import { boxConfusion, boxMetric, boxScores, judgeBoxes, type BoxJudgement } from './judge-boxes'
import { anchorRects, matchAnchors } from './match-anchors'
import { replacePredictors } from './replace-predictors'
import { SsdHead, type AnchorTargets } from './ssd-head'
import { ssdPredictors } from './ssd-predictors'

function target(labels: readonly TuneLabel[], view: PhotoView, order: HeadOrder): AnchorTargets {
  const { anchors } = ssdPredictors(order.graph)
  const { ofClass } = detectionColumns(order)
  const boxes = labels.flatMap((label) => {
    const rect = boxOfLabel(label.geometry)
    const column = ofClass[label.classIndex] ?? null
    const seen = rect === null ? null : visiblePart(rect, view)
    if (rect === null || seen === null || column === null) return []
    const whole = isSetAside(label) ? null : boxInView(rect, view)
    return [{ column, seen, whole }]
  })
  const learnt = boxes.flatMap(({ column, whole }) => (whole === null ? [] : [{ column, rect: whole }]))
  // What is cut off too far to be learnt is not background either.
  const setAside = boxes.flatMap(({ whole, seen }) => (whole === null ? [seen] : []))
  const matches = matchAnchors(anchorRects(anchors), learnt.map(({ rect }) => rect), setAside)
  const objects: AnchorTargets['objects'][number][] = []
  for (const [anchor, match] of matches.entries()) {
    const object = learnt[match]
    if (object === undefined) continue
    const place = [anchors[4 * anchor]!, anchors[4 * anchor + 1]!, anchors[4 * anchor + 2]!, anchors[4 * anchor + 3]!] as const
    objects.push({ anchor, column: object.column, encoding: encodeSsdBox(object.rect, place) })
  }
  return { objects, matches }
}

function ssdHead(head: TrainableHead<AnchorTargets>): SsdHead {
  if (head instanceof SsdHead) return head
  throw new TypeError('A detector takes predictors of boxes.')
}

/**
 * Detectors of the SSDLite kind: new 1 x 1 predictors on the maps behind the predictors' depthwise layers. Those stay frozen: they
 * were trained on many classes and hold few weights, and with them in the frozen part a step costs no convolution of nine taps.
 */
export const detectionTask: TuneTask<AnchorTargets, BoxJudgement> = {
  task: 'detection',
  scores: 'each',
  training: { kind: 'mini-batches', batchSize: 8, epochs: 30, patience: 8, momentum: 0.9, decay: 1e-3, rates: [1e-5, 0.3] },
  metricName: () => 'AP50',
  featureGraph: (graph) => {
    const { maps } = ssdPredictors(graph)
    const predictors = [...maps.map(({ classes, size }) => ({ ...classes, size })), ...maps.map(({ boxes, size }) => ({ ...boxes, size }))]
    const outputs = predictors.map(({ input }) => input)
    const dims = predictors.map(({ channels, size }) => [channels, size, size])
    return { graph: cutGraph(graph, predictors.map(({ input, channels, size }) => ({ name: input, dataType: 'float32', dims: ['N', channels, size, size] }))), outputs, dims }
  },
  // A reviewed photo without objects teaches what is none.
  serves: (labels) => labels.length === 0 || labels.some(({ geometry }) => boxOfLabel(geometry) !== null),
  target,
  createHead: createSsdHead,
  finish: async () => ({ temperature: 1 }),
  attach: (head, order) => ({ graph: replacePredictors(order.graph, ssdHead(head)), labels: detectionColumns(order).labels, answer: 'one-class' }),
  judge: (answer, labels, _photo, classOf, names) => {
    if (answer.task !== 'detection') throw new AppError('unsupported-model', 'The model gives no boxes.')
    return judgeBoxes(answer.boxes, labels, classOf, names)
  },
  metric: boxMetric,
  classScores: boxScores,
  confusion: boxConfusion,
}
