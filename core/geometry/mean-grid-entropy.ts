import type { ScoreGrid } from '#core/geometry/grid-argmax'

/** The nodes of a grid that take part, counted from the top left. */
export interface GridPart {
  readonly columns: number
  readonly rows: number
}

/** Of larger grids every second, third, … node stands for its neighbours, so that the cost does not grow with the grid. */
const mostNodesAlong = 65

/** exp of this times itself is below 1e-7: nothing a mean would show. */
const leastLogit = -20

const distributionTolerance = 1e-3

/**
 * Mean Shannon entropy of the nodes' class distributions, divided by ln(classes): 0 where every node is sure, 1 where no node
 * knows anything. Scores are taken as logits, through a softmax, unless they are shares of 1 already. 0 without nodes, or with
 * fewer than two classes.
 */
export function meanGridEntropy(grid: ScoreGrid, part: GridPart): number {
  const columns = Math.min(part.columns, grid.columns)
  const rows = Math.min(part.rows, grid.rows)
  if (columns < 1 || rows < 1 || grid.classes < 2) return 0
  const rowStep = Math.ceil(rows / mostNodesAlong)
  const columnStep = Math.ceil(columns / mostNodesAlong)
  const scores = new Float64Array(grid.classes)
  let sum = 0
  let nodes = 0
  for (let row = 0; row < rows; row += rowStep) {
    for (let column = 0; column < columns; column += columnStep) {
      sum += nodeEntropyNats(grid, row * grid.rowStride + column * grid.columnStride, scores)
      nodes++
    }
  }
  return Math.min(1, Math.max(0, sum / nodes / Math.log(grid.classes)))
}

function nodeEntropyNats(grid: ScoreGrid, node: number, scores: Float64Array): number {
  let largest = -Infinity
  let least = Infinity
  let total = 0
  for (let index = 0, at = node; index < scores.length; index++, at += grid.classStride) {
    const score = grid.data[at]!
    scores[index] = score
    total += score
    if (score > largest) largest = score
    if (score < least) least = score
  }
  return least >= 0 && Math.abs(total - 1) < distributionTolerance ? entropyOfShares(scores) : entropyOfLogits(scores, largest)
}

function entropyOfShares(shares: Float64Array): number {
  let entropy = 0
  for (const share of shares) if (share > 0) entropy -= share * Math.log(share)
  return entropy
}

/** With d = logit - largest and Z = sum of exp(d): ln Z - sum of d exp(d) / Z, one logarithm instead of one per class. */
function entropyOfLogits(logits: Float64Array, largest: number): number {
  let partition = 0
  let weighted = 0
  for (let index = 0; index < logits.length; index++) {
    const below = logits[index]! - largest
    if (below < leastLogit) continue
    const weight = Math.exp(below)
    partition += weight
    weighted += below * weight
  }
  return Math.log(partition) - weighted / partition
}
