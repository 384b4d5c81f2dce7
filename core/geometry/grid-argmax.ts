import type { RowRuns } from '#core/geometry/mask-runs'
import { emptyRuns, pushRun } from '#core/geometry/mask-runs'

/** Class scores on a coarse grid; the strides tell how the values lie in `data`. */
export interface ScoreGrid {
  readonly data: Float32Array
  readonly rows: number
  readonly columns: number
  readonly classes: number
  readonly rowStride: number
  readonly columnStride: number
  readonly classStride: number
}

/** Grid coordinates of the pixels along one axis: never falling, from 0 to the last node. */
export type GridPositions = Float64Array

/** The pixels of one axis between two neighbouring nodes. */
interface Cell {
  readonly node: number
  readonly nextNode: number
  readonly start: number
  readonly end: number
}

/** The classes that can win somewhere between four nodes, ascending, and their scores at the nodes. */
interface Contest {
  readonly classes: number[]
  /** Four scores per class: top left, top right, bottom left, bottom right. */
  readonly corners: number[]
}

/**
 * Best class of every pixel, the scores being interpolated linearly between the grid's nodes; of equal scores the lower
 * class wins. `visit` gets the rows from the top as runs, which it must not keep. Works cell by cell on lines instead of
 * pixels: where one class leads at both ends of a straight line, it leads between them.
 */
export function gridArgmax(grid: ScoreGrid, columns: GridPositions, rows: GridPositions, visit: (runs: RowRuns) => void): void {
  const leaders = nodeLeaders(grid)
  const columnCells = cellsOf(columns, grid.columns)
  const runs = emptyRuns(columns.length)
  const line = new CellLine(grid.classes, columns)
  for (const band of cellsOf(rows, grid.rows)) {
    const contests = columnCells.map((cell) => contestOf(grid, leaders, cell, band))
    for (let y = band.start; y < band.end; y++) {
      const share = (rows[y] ?? 0) - band.node
      runs.count = 0
      for (let index = 0; index < columnCells.length; index++) line.push(columnCells[index]!, contests[index]!, share, runs)
      visit(runs)
    }
  }
}

/** Lower index first: the class with the highest score at each node. */
function nodeLeaders(grid: ScoreGrid): Int32Array {
  const leaders = new Int32Array(grid.rows * grid.columns)
  for (let row = 0; row < grid.rows; row++) {
    for (let column = 0; column < grid.columns; column++) {
      let at = row * grid.rowStride + column * grid.columnStride
      let best = -Infinity
      let leader = 0
      for (let index = 0; index < grid.classes; index++, at += grid.classStride) {
        const score = grid.data[at]!
        if (score > best) {
          best = score
          leader = index
        }
      }
      leaders[row * grid.columns + column] = leader
    }
  }
  return leaders
}

function cellsOf(positions: GridPositions, nodes: number): Cell[] {
  const cells: Cell[] = []
  const lastCell = Math.max(0, nodes - 2)
  let start = 0
  while (start < positions.length) {
    const node = Math.min(lastCell, Math.floor(positions[start] ?? 0))
    let end = start + 1
    while (end < positions.length && Math.min(lastCell, Math.floor(positions[end] ?? 0)) === node) end++
    cells.push({ node, nextNode: Math.min(node + 1, nodes - 1), start, end })
    start = end
  }
  return cells
}

function contestOf(grid: ScoreGrid, leaders: Int32Array, column: Cell, row: Cell): Contest {
  const nodes = [
    [row.node, column.node],
    [row.node, column.nextNode],
    [row.nextNode, column.node],
    [row.nextNode, column.nextNode],
  ] as const
  const winners = new Set(nodes.map(([y, x]) => leaders[y * grid.columns + x] ?? 0))
  if (winners.size === 1) return { classes: [...winners], corners: [] }
  const offsets = nodes.map(([y, x]) => y * grid.rowStride + x * grid.columnStride)
  const scoresOf = (index: number): number[] => offsets.map((offset) => grid.data[offset + index * grid.classStride] ?? 0)
  const winnerScores = [...winners].map((index) => ({ index, scores: scoresOf(index) }))
  const contest: Contest = { classes: [], corners: [] }
  for (let index = 0; index < grid.classes; index++) {
    const scores = scoresOf(index)
    const beaten = winnerScores.some(
      (other) =>
        other.index !== index &&
        scores.every((score, corner) => score < other.scores[corner]! || (score === other.scores[corner]! && other.index < index)),
    )
    if (beaten) continue
    contest.classes.push(index)
    contest.corners.push(...scores)
  }
  return contest
}

/** The part of one pixel row inside one cell: every class is a straight line between a left and a right score. */
class CellLine {
  private readonly left: Float64Array
  private readonly right: Float64Array
  private contest: Contest = { classes: [], corners: [] }
  private node = 0

  constructor(
    classes: number,
    private readonly columns: GridPositions,
  ) {
    this.left = new Float64Array(classes)
    this.right = new Float64Array(classes)
  }

  /** Appends the cell's pixels of the row that lies `share` of the way from the upper to the lower nodes. */
  push(cell: Cell, contest: Contest, share: number, runs: RowRuns): void {
    const { classes, corners } = contest
    if (classes.length === 1) {
      pushRun(runs, classes[0]!, cell.end)
      return
    }
    for (let index = 0; index < classes.length; index++) {
      const at = index * 4
      this.left[index] = between(corners[at]!, corners[at + 2]!, share)
      this.right[index] = between(corners[at + 1]!, corners[at + 3]!, share)
    }
    this.contest = contest
    this.node = cell.node
    const first = this.leaderAt(cell.start)
    pushRun(runs, first, cell.start + 1)
    if (cell.end - cell.start > 1) this.split(cell.start, first, cell.end - 1, this.leaderAt(cell.end - 1), runs)
  }

  /** Appends the pixels after `from` up to and including `to`. */
  private split(from: number, fromLeader: number, to: number, toLeader: number, runs: RowRuns): void {
    if (fromLeader === toLeader || to - from === 1) {
      pushRun(runs, toLeader, to + 1)
      return
    }
    const middle = (from + to) >> 1
    const leader = this.leaderAt(middle)
    this.split(from, fromLeader, middle, leader, runs)
    this.split(middle, leader, to, toLeader, runs)
  }

  private leaderAt(x: number): number {
    const share = this.columns[x]! - this.node
    let best = -Infinity
    let leader = 0
    for (let index = 0; index < this.contest.classes.length; index++) {
      const score = between(this.left[index]!, this.right[index]!, share)
      if (score > best) {
        best = score
        leader = this.contest.classes[index]!
      }
    }
    return leader
  }
}

/** In this form rounding keeps the order: raising an end never lowers the result. */
function between(a: number, b: number, share: number): number {
  return a * (1 - share) + b * share
}
