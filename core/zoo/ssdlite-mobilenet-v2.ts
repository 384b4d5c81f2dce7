import type { DetectionRule } from '#core/zoo/detect-boxes'
import { detectBoxes } from '#core/zoo/detect-boxes'
import type { Family } from '#core/zoo/family'
import { namedOutput } from '#core/zoo/named-output'
import { decodeSizeFor } from '#core/zoo/photo-fit'
import { preparePhoto } from '#core/zoo/prepare-photo'
import { decodeSsdBoxes } from '#core/zoo/ssd-boxes'

/** As in the published COCO evaluation of the model, but for the lower floor, which keeps the threshold a view. */
const rule: DetectionRule = { minimumScore: 0.01, maximumIou: 0.6, limit: 100 }

/**
 * SSDLite detectors on MobileNetV2 (arXiv:1801.04381, section 6.2). Outputs `scores` [1, boxes, columns] after the
 * sigmoid, column c for the class with id c + 1, `box_encodings` [1, boxes, 4] relative to the anchors, and `anchors` [boxes, 4]
 * as centre y, centre x, height, width in 0..1: decoding stays outside the graph, which so quantizes well.
 */
export const ssdliteMobilenetV2: Family = {
  id: 'ssdlite-mobilenet-v2',
  task: 'detection',
  decodeSize: (card, photo) => decodeSizeFor(card.fit, photo, card.inputSize),
  prepare: preparePhoto,
  answer: (card, outputs, frame) => {
    const scores = namedOutput(outputs, 'scores', 3)
    const encodings = namedOutput(outputs, 'box_encodings', 3)
    const { anchors } = outputs
    if (anchors === undefined) throw new Error(`${card.id} gave no output "anchors"`)
    const [, count = 0, columns = 0] = scores.dims
    if (encodings.data.length !== count * 4) {
      throw new Error(`${card.id} gives ${count} score rows but ${encodings.data.length / 4} boxes`)
    }
    const edges = decodeSsdBoxes(encodings.data, anchors.data)
    return detectBoxes({ scores: scores.data, columns, edges }, card.labels, frame.photo, rule)
  },
}
