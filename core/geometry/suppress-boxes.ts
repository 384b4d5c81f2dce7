/** Boxes that compete: candidate i has scores[i], classes[i] and left, top, right, bottom in edges[4 i ...]. */
export interface BoxCandidates {
  readonly count: number
  /** Above 0. */
  readonly scores: Float32Array
  readonly classes: Int32Array
  readonly edges: Float32Array
}

export interface SuppressionRule {
  /** A box that shares more than this with a better box of its class is dropped; intersection over union, 0..1. */
  readonly maximumIou: number
  /** How many boxes of all classes together are kept. */
  readonly limit: number
}

/**
 * Greedy non-maximum suppression within each class. Returns the candidates kept, best first; of equal scores
 * the earlier candidate first. Neuberg and Van Gool, "Efficient Non-Maximum Suppression", 2006, section 3.1.
 */
export function suppressBoxes(candidates: BoxCandidates, rule: SuppressionRule): number[] {
  const kept: number[] = []
  for (const candidate of bestFirst(candidates)) {
    if (kept.length === rule.limit) break
    if (!kept.some((other) => candidates.classes[other] === candidates.classes[candidate] && overlaps(candidates.edges, other, candidate, rule.maximumIou))) {
      kept.push(candidate)
    }
  }
  return kept
}

/** Bits of positive floats order like the numbers; with the index below them, plain number sorting sorts candidates. */
function bestFirst(candidates: BoxCandidates): Float64Array {
  const { count, scores } = candidates
  const bits = new Uint32Array(scores.buffer, scores.byteOffset, count)
  const keys = new Float64Array(count)
  for (let index = 0; index < count; index++) keys[index] = bits[index]! * count + (count - 1 - index)
  keys.sort()
  keys.reverse()
  return keys.map((key) => count - 1 - (key % count))
}

function overlaps(edges: Float32Array, a: number, b: number, maximumIou: number): boolean {
  const i = a * 4
  const j = b * 4
  const width = Math.min(edges[i + 2]!, edges[j + 2]!) - Math.max(edges[i]!, edges[j]!)
  const height = Math.min(edges[i + 3]!, edges[j + 3]!) - Math.max(edges[i + 1]!, edges[j + 1]!)
  if (width <= 0 || height <= 0) return false
  const shared = width * height
  const areaA = (edges[i + 2]! - edges[i]!) * (edges[i + 3]! - edges[i + 1]!)
  const areaB = (edges[j + 2]! - edges[j]!) * (edges[j + 3]! - edges[j + 1]!)
  return shared > maximumIou * (areaA + areaB - shared)
}
