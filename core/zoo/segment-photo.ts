import type { GridPositions, ScoreGrid } from '#core/geometry/grid-argmax'
import { gridArgmax } from '#core/geometry/grid-argmax'
import { MaskWriter } from '#core/geometry/mask-codec'
import { meanGridEntropy } from '#core/geometry/mean-grid-entropy'
import type { SizePx } from '#core/model/photo'
import type { Area, Segmentation } from '#core/model/prediction'
import type { FitPlan } from '#core/zoo/photo-fit'

/**
 * Class of every pixel of the photo, straight from the logits: photo pixel centre -> pixel of the scaled photo in the
 * model's input -> logits grid, whose corner nodes lie on the input's corner pixels ("align corners", as the model was
 * trained). The photo must start at the input's top left. Entropy is that of the grid's nodes under the photo: between them
 * logits are straight lines, and a mean over millions of pixels would cost more than it tells.
 */
export function segmentPhoto(logits: ScoreGrid, plan: FitPlan, input: SizePx, photo: SizePx): Segmentation {
  const columns = gridPositions(photo.width, plan.scaled.width, input.width, logits.columns)
  const rows = gridPositions(photo.height, plan.scaled.height, input.height, logits.rows)
  const writer = new MaskWriter(photo)
  const pixels = new Float64Array(logits.classes)
  gridArgmax(logits, columns, rows, (runs) => {
    writer.addRow(runs)
    let start = 0
    for (let run = 0; run < runs.count; run++) {
      const end = runs.ends[run]!
      pixels[runs.classes[run]!]! += end - start
      start = end
    }
  })
  const seen = { columns: Math.floor(columns.at(-1) ?? 0) + 1, rows: Math.floor(rows.at(-1) ?? 0) + 1 }
  return {
    task: 'segmentation',
    mask: writer.finish(),
    areas: areasOf(pixels, photo),
    meanEntropy: meanGridEntropy(logits, seen),
  }
}

/** Grid coordinate of each photo pixel along one axis. */
export function gridPositions(photoLength: number, scaledLength: number, inputLength: number, nodes: number): GridPositions {
  const nodesPerPixel = inputLength > 1 ? (nodes - 1) / (inputLength - 1) : 0
  return Float64Array.from({ length: photoLength }, (_, pixel) => {
    const inScaled = ((pixel + 0.5) * scaledLength) / photoLength - 0.5
    return Math.min(scaledLength - 1, Math.max(0, inScaled)) * nodesPerPixel
  })
}

function areasOf(pixels: Float64Array, photo: SizePx): Area[] {
  const total = photo.width * photo.height
  return [...pixels.entries()]
    .filter(([, count]) => count > 0)
    .map(([index, count]) => ({ index, fraction: count / total }))
    .sort((a, b) => b.fraction - a.fraction || a.index - b.index)
}
