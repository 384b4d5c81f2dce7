import { rectIou } from '#core/geometry/rect'
import { maskRows } from '#core/geometry/mask-codec'
import type { MaskRows } from '#core/geometry/mask-codec'
import type { Box, Classification, Detection, PackedMask, Segmentation } from '#core/model/prediction'

export interface AgreementRule {
  /** Boxes below this score are not compared. */
  readonly minimumScore: number
  /** Boxes of one class that share at least this are the same object; intersection over union. */
  readonly minimumIou: number
}

/** The part of a prediction that is compared. */
export type ComparedPrediction = Pick<Classification, 'task' | 'tags'> | Pick<Detection, 'task' | 'boxes'> | Pick<Segmentation, 'task' | 'mask'>

export const usualAgreement: AgreementRule = { minimumScore: 0.3, minimumIou: 0.5 }

/**
 * How far two models say the same about one photo, 0..1. Tags: 1 when the best one is the same. Boxes: share of all
 * boxes that have a partner. Masks: share of equal pixels. Throws RangeError when the answers are of different kinds or sizes.
 */
export function agreement(a: ComparedPrediction, b: ComparedPrediction, rule: AgreementRule = usualAgreement): number {
  if (a.task === 'classification' && b.task === 'classification') return tagAgreement(a, b)
  if (a.task === 'detection' && b.task === 'detection') return boxAgreement(a, b, rule)
  if (a.task === 'segmentation' && b.task === 'segmentation') return maskAgreement(a, b)
  throw new RangeError(`cannot compare ${a.task} with ${b.task}`)
}

function tagAgreement(a: Pick<Classification, 'tags'>, b: Pick<Classification, 'tags'>): number {
  return a.tags[0]?.index === b.tags[0]?.index ? 1 : 0
}

function boxAgreement(a: Pick<Detection, 'boxes'>, b: Pick<Detection, 'boxes'>, rule: AgreementRule): number {
  const first = a.boxes.filter((box) => box.score >= rule.minimumScore)
  const second = b.boxes.filter((box) => box.score >= rule.minimumScore)
  if (first.length + second.length === 0) return 1
  const free = new Set(second)
  for (const box of first) {
    const partner = closest(box, free, rule.minimumIou)
    if (partner !== null) free.delete(partner)
  }
  return (2 * (second.length - free.size)) / (first.length + second.length)
}

function closest(box: Box, others: Iterable<Box>, minimumIou: number): Box | null {
  let best: Box | null = null
  let shared = minimumIou
  for (const other of others) {
    if (other.index !== box.index) continue
    const iou = rectIou(box, other)
    if (iou < shared || (best !== null && iou === shared)) continue
    shared = iou
    best = other
  }
  return best
}

function maskAgreement(a: Pick<Segmentation, 'mask'>, b: Pick<Segmentation, 'mask'>): number {
  const { width, height } = a.mask
  if (b.mask.width !== width || b.mask.height !== height) {
    throw new RangeError(`cannot compare masks of ${width} x ${height} and ${b.mask.width} x ${b.mask.height} pixels`)
  }
  const first = new RowCursor(a.mask)
  const second = new RowCursor(b.mask)
  let equal = 0
  let y = 0
  while (y < height) {
    const upper = first.rowsAt(y)
    const lower = second.rowsAt(y)
    const next = Math.min(upper.y + upper.rows, lower.y + lower.rows)
    equal += equalPixels(upper, lower) * (next - y)
    y = next
  }
  return equal / (width * height)
}

/** Steps through a mask's groups of equal rows. */
class RowCursor {
  private readonly groups: Generator<MaskRows, void, undefined>
  private current: MaskRows | null = null

  constructor(mask: PackedMask) {
    this.groups = maskRows(mask)
  }

  /** The group with row y, which must not fall from call to call. */
  rowsAt(y: number): MaskRows {
    while (this.current === null || y >= this.current.y + this.current.rows) {
      const next = this.groups.next()
      if (next.done === true) throw new RangeError(`mask has no row ${y}`)
      this.current = next.value
    }
    return this.current
  }
}

function equalPixels(a: MaskRows, b: MaskRows): number {
  let equal = 0
  let start = 0
  let i = 0
  let j = 0
  while (i < a.runs.count && j < b.runs.count) {
    const endA = a.runs.ends[i]!
    const endB = b.runs.ends[j]!
    const end = Math.min(endA, endB)
    if (a.runs.classes[i] === b.runs.classes[j]) equal += end - start
    start = end
    if (endA === end) i++
    if (endB === end) j++
  }
  return equal
}
