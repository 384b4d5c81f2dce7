import { MaskWriter } from '#core/geometry/mask-codec'
import { emptyRuns, pushRun } from '#core/geometry/mask-runs'
import type { SizePx } from '#core/model/photo'
import type { Area, Segmentation } from '#core/model/prediction'
import type { Family, FloatTensor } from '#core/zoo/family'
import { namedOutput } from '#core/zoo/named-output'
import type { FitPlan } from '#core/zoo/photo-fit'
import { decodeSizeFor, planFit } from '#core/zoo/photo-fit'
import { preparePhoto } from '#core/zoo/prepare-photo'
import { segmentPhoto } from '#core/zoo/segment-photo'

/** Any segmenter with output `logits` [1, classes, rows, columns]; a coarse map is enlarged with its corners on the input's corners. */
export const imageSegmenter: Family = {
  id: 'image-segmenter',
  task: 'segmentation',
  decodeSize: (card, photo) => decodeSizeFor(card.fit, photo, card.inputSize),
  prepare: preparePhoto,
  answer: (card, outputs, frame) => {
    const { dims, data } = namedOutput(outputs, 'logits', 4)
    const [, classes = 0, rows = 0, columns = 0] = dims
    if (classes !== card.labels.length) throw new Error(`${card.id} answers ${classes} classes but has ${card.labels.length} labels`)
    const grid = { data, classes, rows, columns, rowStride: columns, columnStride: 1, classStride: rows * columns }
    return segmentPhoto(grid, planFit(card.fit, frame.photo, card.inputSize), card.inputSize, frame.photo)
  },
}

/** Any segmenter with output `classes` [1, rows, columns], the index of the class of each cell; a pixel has the class of the cell it lies in. */
export const classMapSegmenter: Family = {
  ...imageSegmenter,
  id: 'class-map-segmenter',
  answer: (card, outputs, frame) =>
    paintedCells(namedOutput(outputs, 'classes', 3), card.labels.length, planFit(card.fit, frame.photo, card.inputSize), card.inputSize, frame.photo),
}

function paintedCells(map: FloatTensor, labels: number, plan: FitPlan, input: SizePx, photo: SizePx): Segmentation {
  const [, rows = 0, columns = 0] = map.dims
  const rowOf = cellsOf(photo.height, plan.scaled.height, input.height, rows)
  const columnOf = cellsOf(photo.width, plan.scaled.width, input.width, columns)
  const writer = new MaskWriter(photo)
  const runs = emptyRuns(photo.width)
  const pixels = new Float64Array(labels)
  for (const row of rowOf) {
    runs.count = 0
    columnOf.forEach((column, x) => {
      const index = Math.round(map.data[row * columns + column] ?? 0)
      if (index < 0 || index >= labels) throw new Error(`the map names class ${index}, but there are ${labels} labels`)
      pushRun(runs, index, x + 1)
      pixels[index] = (pixels[index] ?? 0) + 1
    })
    writer.addRow(runs)
  }
  return { task: 'segmentation', mask: writer.finish(), areas: areasOf(pixels, photo) }
}

/** The cell each photo pixel's centre lies in, along one axis. */
function cellsOf(photoLength: number, scaledLength: number, inputLength: number, cells: number): Int32Array {
  return Int32Array.from({ length: photoLength }, (_, pixel) =>
    Math.min(cells - 1, Math.floor((((pixel + 0.5) * scaledLength) / photoLength / inputLength) * cells)),
  )
}

function areasOf(pixels: Float64Array, photo: SizePx): Area[] {
  return [...pixels.entries()]
    .filter(([, count]) => count > 0)
    .map(([index, count]) => ({ index, fraction: count / (photo.width * photo.height) }))
    .toSorted((a, b) => b.fraction - a.fraction || a.index - b.index)
}
