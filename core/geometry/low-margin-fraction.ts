import type { ScoreGrid } from '#core/geometry/grid-argmax'

/** The nodes of a grid that take part, counted from the top left. */
export interface GridPart {
  readonly columns: number
  readonly rows: number
}

/** Share of the nodes, 0..1, whose best score leads the second best by less than `margin`; 0 without nodes. */
export function lowMarginFraction(grid: ScoreGrid, part: GridPart, margin: number): number {
  const columns = Math.min(part.columns, grid.columns)
  const rows = Math.min(part.rows, grid.rows)
  let close = 0
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (leadAt(grid, row * grid.rowStride + column * grid.columnStride) < margin) close++
    }
  }
  return close === 0 ? 0 : close / (columns * rows)
}

function leadAt(grid: ScoreGrid, node: number): number {
  let best = -Infinity
  let second = -Infinity
  for (let index = 0, at = node; index < grid.classes; index++, at += grid.classStride) {
    const score = grid.data[at]!
    if (score > best) {
      second = best
      best = score
    } else if (score > second) {
      second = score
    }
  }
  return best - second
}
