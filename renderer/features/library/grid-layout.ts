import type { RectPx } from '#core/geometry/rect'

/** A grid of square cells that fills a width. All lengths in CSS pixels. */
export interface GridLayout {
  readonly columns: number
  readonly rows: number
  readonly cellPx: number
  /** Room between cells and around the grid. */
  readonly gapPx: number
  readonly count: number
}

/** As many columns as fit at the wanted size; the cells then grow to fill the width. */
export function gridLayout(count: number, widthPx: number, wantedCellPx: number, gapPx: number): GridLayout {
  const columns = Math.max(1, Math.floor((widthPx - gapPx) / (wantedCellPx + gapPx)))
  const cellPx = Math.max(40, Math.floor((widthPx - gapPx) / columns - gapPx))
  return { columns, rows: Math.ceil(count / columns), cellPx, gapPx, count }
}

/** Distance from the top of one row to the top of the next. */
export function rowHeight(layout: GridLayout): number {
  return layout.cellPx + layout.gapPx
}

/** Positions of all cells that a rectangle touches; coordinates from the top left corner of the first gap. */
export function positionsIn(layout: GridLayout, rect: RectPx): readonly number[] {
  const pitch = rowHeight(layout)
  const first = (start: number): number => Math.max(0, Math.ceil((start - pitch) / pitch))
  const last = (end: number, most: number): number => Math.min(most - 1, Math.floor((end - layout.gapPx) / pitch))
  const positions: number[] = []
  const lastColumn = last(rect.x + rect.width, layout.columns)
  const lastRow = last(rect.y + rect.height, layout.rows)
  for (let row = first(rect.y); row <= lastRow; row++) {
    for (let column = first(rect.x); column <= lastColumn; column++) {
      const position = row * layout.columns + column
      if (position < layout.count) positions.push(position)
    }
  }
  return positions
}

export type GridMove = 'left' | 'right' | 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last'

/** Where a key leads from a position; stays within the grid, and in the column for whole rows. */
export function moveIn(layout: GridLayout, position: number, move: GridMove, rowsPerPage: number): number {
  const { columns, count } = layout
  const vertical = (rows: number): number => {
    const target = position + rows * columns
    if (target < 0) return rows === -1 ? position : position % columns
    if (target < count) return target
    return rows === 1 && Math.floor(position / columns) === layout.rows - 1 ? position : count - 1
  }
  const moves: Readonly<Record<GridMove, () => number>> = {
    left: () => Math.max(0, position - 1),
    right: () => Math.min(count - 1, position + 1),
    up: () => vertical(-1),
    down: () => vertical(1),
    'page-up': () => vertical(-Math.max(1, rowsPerPage)),
    'page-down': () => vertical(Math.max(1, rowsPerPage)),
    first: () => 0,
    last: () => count - 1,
  }
  return moves[move]()
}
