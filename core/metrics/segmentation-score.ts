import { maskRows } from '#core/geometry/mask-codec'
import type { PackedMask } from '#core/model/prediction'
import { ConfusionMatrix } from '#core/metrics/confusion-matrix'

/** How well masks fit, over all pixels of all photos; the measure of PASCAL VOC. */
export interface SegmentationFigures {
  /** Mean over the classes that occur in the truth, 0..1. */
  readonly meanIou: number
  /** Share of right pixels, 0..1. */
  readonly pixelAccuracy: number
  /** Per class; null when it does not occur in the truth. */
  readonly classIous: readonly (number | null)[]
}

/** Collects pixel counts photo by photo. */
export class SegmentationScore {
  private readonly confusion: ConfusionMatrix

  constructor(
    private readonly classes: number,
    /** Truth of this value is not counted. */
    private readonly voidValue = 255,
  ) {
    this.confusion = new ConfusionMatrix(classes)
  }

  /** Adds one photo; `truth` has one class per pixel. Throws RangeError when the sizes or classes do not fit. */
  add(truth: Uint8Array, mask: PackedMask): void {
    if (truth.length !== mask.width * mask.height) throw new RangeError(`truth has ${truth.length} pixels, mask ${mask.width} x ${mask.height}`)
    const counts = new Float64Array(256 * this.classes)
    for (const { runs, y, rows } of maskRows(mask)) {
      for (let row = y; row < y + rows; row++) {
        let x = row * mask.width
        for (let run = 0; run < runs.count; run++) {
          const end = row * mask.width + runs.ends[run]!
          const answer = runs.classes[run]!
          for (; x < end; x++) counts[truth[x]! * this.classes + answer]! += 1
        }
      }
    }
    for (let value = 0; value < 256; value++) {
      if (value === this.voidValue) continue
      for (let answer = 0; answer < this.classes; answer++) {
        const count = counts[value * this.classes + answer]!
        if (count > 0) this.confusion.add(value, answer, count)
      }
    }
  }

  /** The figures so far; null when no pixel was counted. */
  figures(): SegmentationFigures | null {
    const pixelAccuracy = this.confusion.accuracy()
    if (pixelAccuracy === null) return null
    const classIous = Array.from({ length: this.classes }, (_, index) => this.confusion.intersectionOverUnion(index))
    const present = classIous.filter((iou) => iou !== null)
    return { meanIou: present.reduce((sum, iou) => sum + iou, 0) / present.length, pixelAccuracy, classIous }
  }
}
