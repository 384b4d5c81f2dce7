import type { BoxCandidates, SuppressionRule } from '#core/geometry/suppress-boxes'
import { suppressBoxes } from '#core/geometry/suppress-boxes'
import type { ClassLabel } from '#core/model/model-card'
import type { SizePx } from '#core/model/photo'
import type { Box, Detection } from '#core/model/prediction'

export interface DetectionRule extends SuppressionRule {
  /** Lower scores are not looked at. */
  readonly minimumScore: number
}

/** What a detector says about one photo. */
export interface RawDetections {
  /** [boxes, columns]; column c is the class with id c + 1, columns without a label are ignored. */
  readonly scores: Float32Array
  readonly columns: number
  /** [boxes, 4]: top, left, bottom, right; 0..1 of the photo, may reach beyond it. */
  readonly edges: Float32Array
}

/** The boxes worth keeping, in pixels of the photo, best first. Boxes are clipped to the photo; empty ones are left out. */
export function detectBoxes(raw: RawDetections, labels: readonly ClassLabel[], photo: SizePx, rule: DetectionRule): Detection {
  const candidates = gather(raw, labels, photo, rule.minimumScore)
  const boxes = suppressBoxes(candidates, rule).map((candidate): Box => {
    const at = candidate * 4
    const x = candidates.edges[at] ?? 0
    const y = candidates.edges[at + 1] ?? 0
    return {
      index: candidates.classes[candidate] ?? 0,
      score: candidates.scores[candidate] ?? 0,
      x,
      y,
      width: (candidates.edges[at + 2] ?? 0) - x,
      height: (candidates.edges[at + 3] ?? 0) - y,
    }
  })
  return { task: 'detection', boxes }
}

function gather(raw: RawDetections, labels: readonly ClassLabel[], photo: SizePx, minimumScore: number): BoxCandidates {
  const labelOfColumn = new Int32Array(raw.columns).fill(-1)
  for (const [index, label] of labels.entries()) labelOfColumn[label.id - 1] = index
  const hits = indicesAtLeast(raw.scores, minimumScore)
  const scores = new Float32Array(hits.length)
  const classes = new Int32Array(hits.length)
  const edges = new Float32Array(hits.length * 4)
  let count = 0
  for (const hit of hits) {
    const label = labelOfColumn[hit % raw.columns]!
    if (label < 0) continue
    const from = Math.floor(hit / raw.columns) * 4
    const top = clamp(raw.edges[from]!) * photo.height
    const left = clamp(raw.edges[from + 1]!) * photo.width
    const bottom = clamp(raw.edges[from + 2]!) * photo.height
    const right = clamp(raw.edges[from + 3]!) * photo.width
    if (!(bottom > top && right > left)) continue
    scores[count] = raw.scores[hit]!
    classes[count] = label
    edges.set([left, top, right, bottom], count * 4)
    count++
  }
  return { count, scores, classes, edges }
}

function indicesAtLeast(values: Float32Array, minimum: number): number[] {
  const indices: number[] = []
  for (let index = 0; index < values.length; index++) if (values[index]! >= minimum) indices.push(index)
  return indices
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share))
}
