import type { DetectionRule } from '#core/zoo/detect-boxes'
import { detectBoxes } from '#core/zoo/detect-boxes'
import type { Family } from '#core/zoo/family'
import { namedOutput } from '#core/zoo/named-output'
import { decodeSizeFor } from '#core/zoo/photo-fit'
import { preparePhoto } from '#core/zoo/prepare-photo'

/** As in the published COCO evaluation of the model, but for the lower floor, which keeps the threshold a view. */
const rule: DetectionRule = { minimumScore: 0.01, maximumIou: 0.6, limit: 100 }

/**
 * SSDLite detectors on MobileNetV2 (arXiv:1801.04381, section 6.2). Outputs `scores` [1, boxes, columns] after the
 * sigmoid, column c for the class with id c + 1, and `boxes` [1, boxes, 4] as top, left, bottom, right in 0..1.
 */
export const ssdliteMobilenetV2: Family = {
  id: 'ssdlite-mobilenet-v2',
  task: 'detection',
  decodeSize: (card, photo) => decodeSizeFor(card.fit, photo, card.inputSize),
  prepare: preparePhoto,
  answer: (card, outputs, frame) => {
    const scores = namedOutput(outputs, 'scores', 3)
    const boxes = namedOutput(outputs, 'boxes', 3)
    const [, count = 0, columns = 0] = scores.dims
    if (boxes.data.length !== count * 4) throw new Error(`${card.id} gives ${count} score rows but ${boxes.data.length / 4} boxes`)
    return detectBoxes({ scores: scores.data, columns, edges: boxes.data }, card.labels, frame.photo, rule)
  },
}
