import type { SizePx } from '#core/model/photo'
import type { FitPlan } from '#core/zoo/photo-fit'
import type { PhotoView } from '../photo-view'
import { voidPixel } from './paint-labels'

export interface NodeGrid {
  readonly rows: number
  readonly columns: number
}

/**
 * The value of `painted` (pixels of the photo) under each node of the logits grid for a view of it: corner nodes lie on the corner
 * pixels of the input, as `segmentPhoto` reads them; what lies outside the view's part of the input is void.
 */
export function classesOfNodes(painted: Uint8Array, view: PhotoView, plan: FitPlan, input: SizePx, grid: NodeGrid): Uint8Array {
  const { photo, window, mirror } = view
  const across = pixelsUnder(grid.columns, input.width, plan.scaled.width, window.width, photo.width, (seen) => window.x + (mirror === 'horizontal' ? window.width - seen : seen))
  const down = pixelsUnder(grid.rows, input.height, plan.scaled.height, window.height, photo.height, (seen) => window.y + seen)
  const classes = new Uint8Array(grid.rows * grid.columns).fill(voidPixel)
  for (const [row, y] of down.entries()) {
    for (const [column, x] of across.entries()) if (x >= 0 && y >= 0) classes[row * grid.columns + column] = painted[y * photo.width + x]!
  }
  return classes
}

/** Pixel of the photo under each node along one axis, -1 outside. */
function pixelsUnder(nodes: number, inputLength: number, scaledLength: number, viewLength: number, photoLength: number, inPhoto: (seen: number) => number): number[] {
  return Array.from({ length: nodes }, (_, node) => {
    const inInput = nodes > 1 ? (node * (inputLength - 1)) / (nodes - 1) : 0
    if (inInput > scaledLength - 1) return -1
    const at = inPhoto(((inInput + 0.5) * viewLength) / scaledLength)
    return Math.min(photoLength - 1, Math.max(0, Math.floor(at)))
  })
}
