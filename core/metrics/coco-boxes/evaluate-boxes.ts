import type { AreaName, FoundBox, TruthBox } from '#core/metrics/coco-boxes/box-annotation'
import { areaRanges } from '#core/metrics/coco-boxes/box-annotation'
import type { ImageClassPair } from '#core/metrics/coco-boxes/match-boxes'
import { matchBoxes, pairBoxes } from '#core/metrics/coco-boxes/match-boxes'
import type { PrecisionRecall } from '#core/metrics/coco-boxes/precision-recall'
import { precisionRecall } from '#core/metrics/coco-boxes/precision-recall'
import { linspace } from '#core/metrics/linspace'

/** Precision of one class over all IoU thresholds, 0..1. */
export interface ClassPrecision {
  readonly classId: number
  readonly averagePrecision: number
}

/** The twelve figures of the COCO detection challenge, 0..1; null where nothing of that size exists. */
export interface BoxEvaluation {
  /** Mean over IoU 0.50, 0.55 ... 0.95. */
  readonly ap: number | null
  readonly ap50: number | null
  readonly ap75: number | null
  readonly apSmall: number | null
  readonly apMedium: number | null
  readonly apLarge: number | null
  /** Mean recall with at most 1, 10 and 100 boxes per image. */
  readonly ar1: number | null
  readonly ar10: number | null
  readonly ar100: number | null
  readonly arSmall: number | null
  readonly arMedium: number | null
  readonly arLarge: number | null
  /** Every class that has objects, in ascending order of id. */
  readonly classes: readonly ClassPrecision[]
}

const thresholds = linspace(0.5, 0.95, 10)
const mostPerImage = 100

/** Finds on images or of classes not listed are left out, as are such objects. */
export interface BoxEvaluationInput {
  readonly imageIds: readonly number[]
  readonly classIds: readonly number[]
  readonly truth: readonly TruthBox[]
  readonly found: readonly FoundBox[]
}

/** Scores found boxes against the truth by the rules of the COCO detection evaluation (cocodataset.org/#detection-eval). */
export function evaluateBoxes(input: BoxEvaluationInput): BoxEvaluation {
  const classIds = [...new Set(input.classIds)].sort((a, b) => a - b)
  const imageIds = [...new Set(input.imageIds)].sort((a, b) => a - b)
  const truth = byImageAndClass(input.truth)
  const found = byImageAndClass(input.found)
  const pairsOf = (classId: number): ImageClassPair[] =>
    imageIds
      .map((imageId) => keyOf(imageId, classId))
      .filter((key) => truth.has(key) || found.has(key))
      .map((key) => pairBoxes(truth.get(key) ?? [], found.get(key) ?? [], mostPerImage))
  const pairs = classIds.map((classId) => ({ classId, pairs: pairsOf(classId) }))

  const inArea = (name: AreaName, limits: readonly number[]): (ClassCurves | null)[][] => {
    const matched = pairs.map(({ classId, pairs: images }) => ({
      classId,
      matches: images.map((pair) => matchBoxes(pair, areaRanges[name], thresholds)),
    }))
    return limits.map((limit) =>
      matched.map(({ classId, matches }) => {
        const curves = precisionRecall(matches, limit)
        return curves === null ? null : { classId, curves }
      }),
    )
  }
  const [one = [], ten = [], all = []] = inArea('all', [1, 10, mostPerImage])
  const [small = []] = inArea('small', [mostPerImage])
  const [medium = []] = inArea('medium', [mostPerImage])
  const [large = []] = inArea('large', [mostPerImage])
  return {
    ap: meanOf(all, precision),
    ap50: meanOf(all, (curves) => precision(curves.slice(0, 1))),
    ap75: meanOf(all, (curves) => precision(curves.slice(5, 6))),
    apSmall: meanOf(small, precision),
    apMedium: meanOf(medium, precision),
    apLarge: meanOf(large, precision),
    ar1: meanOf(one, recall),
    ar10: meanOf(ten, recall),
    ar100: meanOf(all, recall),
    arSmall: meanOf(small, recall),
    arMedium: meanOf(medium, recall),
    arLarge: meanOf(large, recall),
    classes: all.filter((entry) => entry !== null).map(({ classId, curves }) => ({ classId, averagePrecision: precision(curves) })),
  }
}

interface ClassCurves {
  readonly classId: number
  readonly curves: readonly PrecisionRecall[]
}

function precision(curves: readonly PrecisionRecall[]): number {
  return curves.reduce((sum, curve) => sum + curve.averagePrecision, 0) / curves.length
}

function recall(curves: readonly PrecisionRecall[]): number {
  return curves.reduce((sum, curve) => sum + curve.recall, 0) / curves.length
}

function meanOf(classes: readonly (ClassCurves | null)[], figure: (curves: readonly PrecisionRecall[]) => number): number | null {
  const figures = classes.filter((entry) => entry !== null).map((entry) => figure(entry.curves))
  return figures.length === 0 ? null : figures.reduce((sum, value) => sum + value, 0) / figures.length
}

function keyOf(imageId: number, classId: number): string {
  return `${imageId}/${classId}`
}

function byImageAndClass<Entry extends { readonly imageId: number; readonly classId: number }>(entries: readonly Entry[]): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>()
  for (const entry of entries) {
    const key = keyOf(entry.imageId, entry.classId)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [entry])
    else group.push(entry)
  }
  return groups
}
