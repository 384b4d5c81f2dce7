import type { ModelCard } from '#core/model/model-card'
import type { Box, Detection } from '#core/model/prediction'
import type { DetectionRule } from '#core/zoo/detect-boxes'
import { detectBoxes } from '#core/zoo/detect-boxes'
import type { Family, FloatTensor, PhotoFrame } from '#core/zoo/family'
import { photoEdges } from '#core/zoo/generic/photo-edges'
import { namedOutput } from '#core/zoo/named-output'
import { decodeSizeFor, planFit } from '#core/zoo/photo-fit'
import { preparePhoto } from '#core/zoo/prepare-photo'
import { decodeSsdBoxes } from '#core/zoo/ssd-boxes'

/** As for the detectors of the app: a low floor keeps the threshold a view. */
const rule: DetectionRule = { minimumScore: 0.01, maximumIou: 0.6, limit: 100 }

/** Outputs `boxes` [1, boxes, 4] (top, left, bottom, right in shares of the input) and `scores` [1, boxes, columns]; column c is the class with id c + 1. */
export const boxDetector: Family = {
  id: 'box-detector',
  task: 'detection',
  decodeSize: (card, photo) => decodeSizeFor(card.fit, photo, card.inputSize),
  prepare: preparePhoto,
  answer: (card, outputs, frame) => bestBoxes(card, namedOutput(outputs, 'boxes', 3).data, namedOutput(outputs, 'scores', 3), frame),
}

/** Outputs `box_encodings` [1, boxes, 4] relative to `anchors` [boxes, 4] as the app's own SSDLite gives them, and `scores` as `boxDetector`. */
export const anchorDetector: Family = {
  ...boxDetector,
  id: 'anchor-detector',
  answer: (card, outputs, frame) => {
    const { anchors } = outputs
    if (anchors === undefined) throw new Error(`${card.id} gave no output "anchors"`)
    const edges = decodeSsdBoxes(namedOutput(outputs, 'box_encodings', 3).data, anchors.data)
    return bestBoxes(card, edges, namedOutput(outputs, 'scores', 3), frame)
  },
}

/** Boxes the model has chosen itself: `boxes` as `boxDetector`, `scores` and `classes` [1, boxes] (ids of labels), and `count` [1] when fewer of them count. */
export const pickedDetector: Family = {
  ...boxDetector,
  id: 'picked-detector',
  answer: (card, outputs, frame) => {
    const edges = photoEdges(namedOutput(outputs, 'boxes', 3).data, planFit(card.fit, frame.photo, card.inputSize), card.inputSize)
    const scores = namedOutput(outputs, 'scores', 2).data
    const classes = namedOutput(outputs, 'classes', 2).data
    if (edges.length !== scores.length * 4 || classes.length !== scores.length) {
      throw new Error(`${card.id} gives ${edges.length / 4} boxes, ${scores.length} scores and ${classes.length} classes`)
    }
    const count = Math.min(scores.length, outputs['count']?.data[0] ?? scores.length)
    return { task: 'detection', boxes: pickedBoxes({ card, edges, scores, classes, count }, frame) }
  },
}

function bestBoxes(card: ModelCard, edges: Float32Array, scores: FloatTensor, frame: PhotoFrame): Detection {
  const [, count = 0, columns = 0] = scores.dims
  if (edges.length !== count * 4) throw new Error(`${card.id} gives ${count} score rows but ${edges.length / 4} boxes`)
  const onPhoto = photoEdges(edges, planFit(card.fit, frame.photo, card.inputSize), card.inputSize)
  return detectBoxes({ scores: scores.data, columns, edges: onPhoto }, card.labels, frame.photo, rule)
}

interface Picked {
  readonly card: ModelCard
  readonly edges: Float32Array
  readonly scores: Float32Array
  readonly classes: Float32Array
  readonly count: number
}

function pickedBoxes({ card, edges, scores, classes, count }: Picked, { photo }: PhotoFrame): Box[] {
  const indexOfId = new Map(card.labels.map(({ id }, index) => [id, index]))
  const within = (share: number | undefined, length: number): number => Math.min(1, Math.max(0, share ?? 0)) * length
  const boxes: Box[] = []
  for (let at = 0; at < count; at++) {
    const index = indexOfId.get(Math.round(classes[at] ?? Number.NaN))
    const score = scores[at] ?? 0
    if (index === undefined || score < rule.minimumScore) continue
    const y = within(edges[at * 4], photo.height)
    const x = within(edges[at * 4 + 1], photo.width)
    const height = within(edges[at * 4 + 2], photo.height) - y
    const width = within(edges[at * 4 + 3], photo.width) - x
    if (height > 0 && width > 0) boxes.push({ index, score, x, y, width, height })
  }
  return boxes.toSorted((a, b) => b.score - a.score).slice(0, rule.limit)
}
