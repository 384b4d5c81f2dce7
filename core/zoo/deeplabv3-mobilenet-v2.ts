import type { ScoreGrid } from '#core/geometry/grid-argmax'
import type { Family, FloatTensor } from '#core/zoo/family'
import { namedOutput } from '#core/zoo/named-output'
import { decodeSizeFor, planFit } from '#core/zoo/photo-fit'
import { preparePhoto } from '#core/zoo/prepare-photo'
import { segmentPhoto } from '#core/zoo/segment-photo'

/**
 * DeepLabv3 on MobileNetV2 (arXiv:1706.05587, arXiv:1801.04381 section 6.3). Output `logits`, on a coarse grid,
 * either [1, classes, rows, columns] or [1, rows, columns, classes]; the label count tells which.
 */
export const deeplabv3MobilenetV2: Family = {
  id: 'deeplabv3-mobilenet-v2',
  task: 'segmentation',
  decodeSize: (card, photo) => decodeSizeFor(card.fit, photo, card.inputSize),
  prepare: preparePhoto,
  answer: (card, outputs, frame) => {
    const grid = scoreGrid(namedOutput(outputs, 'logits', 4), card.labels.length)
    return segmentPhoto(grid, planFit(card.fit, frame.photo, card.inputSize), card.inputSize, frame.photo)
  },
}

function scoreGrid(logits: FloatTensor, classes: number): ScoreGrid {
  const [, first = 0, second = 0, third = 0] = logits.dims
  const { data } = logits
  if (first === classes) return { data, classes, rows: second, columns: third, rowStride: third, columnStride: 1, classStride: second * third }
  if (third === classes) return { data, classes, rows: first, columns: second, rowStride: second * third, columnStride: third, classStride: 1 }
  throw new Error(`logits of shape [${logits.dims.join(', ')}] do not fit ${classes} labels`)
}
