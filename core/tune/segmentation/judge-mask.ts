import { unpackMask } from '#core/geometry/mask-codec'
import { ConfusionMatrix } from '#core/metrics/confusion-matrix'
import type { SizePx } from '#core/model/photo'
import type { Segmentation } from '#core/model/prediction'
import type { ClassScore, ConfusionTable, Judgement, TuneLabel } from '../tune-task'
import { backgroundPixel, paintLabels, voidPixel } from './paint-labels'

/** What a segmenter said of one photo. */
export interface MaskJudgement extends Judgement {
  /** [truth, said] pixels, row by row: the learnt classes, then everything else. */
  readonly counts: Float64Array
}

const other = 'background'

/** Correctness is the share of right pixels. */
export function judgeMask({ mask }: Segmentation, labels: readonly TuneLabel[], photo: SizePx, classOf: readonly (number | null)[], names: readonly string[]): MaskJudgement {
  const size = names.length + 1
  const counts = new Float64Array(size * size)
  const truth = paintLabels(labels, photo)
  const said = unpackMask(mask)
  const place = Uint8Array.from({ length: 256 }, (_, column) => classOf[column] ?? names.length)
  for (let pixel = 0; pixel < truth.length; pixel++) {
    const there = truth[pixel]!
    if (there === voidPixel) continue
    counts[(there === backgroundPixel ? names.length : there) * size + place[said[pixel]!]!]! += 1
  }
  const matrix = matrixOf([{ counts }], size)
  const correctness = matrix.accuracy() ?? 1
  const present = (count: (index: number) => number): string => names.filter((_, index) => count(index) > 0).join(', ') || other
  return {
    counts,
    correctness,
    said: present((index) => matrix.answerCount(index)),
    truth: present((index) => matrix.truthCount(index)),
    confidence: 1,
    scored: [],
  }
}

function matrixOf(judgements: readonly Pick<MaskJudgement, 'counts'>[], size: number): ConfusionMatrix {
  const matrix = new ConfusionMatrix(size)
  for (const { counts } of judgements) {
    for (const [at, count] of counts.entries()) if (count > 0) matrix.add(Math.floor(at / size), at % size, count)
  }
  return matrix
}

/** Mean intersection over union of the learnt classes and the background, over those that occur; 0 where none does. */
export function maskMetric(judgements: readonly MaskJudgement[]): number {
  const size = Math.sqrt(judgements[0]?.counts.length ?? 0)
  const matrix = matrixOf(judgements, size)
  const values = Array.from({ length: size }, (_, index) => matrix.intersectionOverUnion(index)).filter((value) => value !== null)
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** By pixels; the score is intersection over union. */
export function maskScores(judgements: readonly MaskJudgement[], names: readonly string[]): readonly ClassScore[] {
  const matrix = matrixOf(judgements, names.length + 1)
  return names.map((name, index) => {
    const support = matrix.truthCount(index)
    const said = matrix.answerCount(index)
    const right = matrix.count(index, index)
    return { name, support, precision: said === 0 ? null : right / said, recall: support === 0 ? null : right / support, score: matrix.intersectionOverUnion(index) }
  })
}

/** Pixels by true and said class. */
export function maskConfusion(judgements: readonly MaskJudgement[], names: readonly string[]): ConfusionTable {
  const matrix = matrixOf(judgements, names.length + 1)
  const all = [...names, other]
  return { rows: all, columns: all, counts: all.map((_, truth) => all.map((__, said) => matrix.count(truth, said))) }
}
