import { areaRanges, type TruthBox } from '#core/metrics/coco-boxes/box-annotation'
import { matchBoxes, pairBoxes, type ImageMatches } from '#core/metrics/coco-boxes/match-boxes'
import { precisionRecall } from '#core/metrics/coco-boxes/precision-recall'
import { ConfusionMatrix } from '#core/metrics/confusion-matrix'
import { rectIou, type RectPx } from '#core/geometry/rect'
import type { Box } from '#core/model/prediction'
import { isSetAside } from '../is-set-aside'
import type { ClassScore, ConfusionTable, Judgement, TuneLabel } from '../tune-task'
import { boxOfLabel } from './box-of-label'

/** What a detector said of one photo, as learnt classes. */
export interface BoxJudgement extends Judgement {
  /** Of each learnt class, at half intersection over union. */
  readonly matches: readonly ImageMatches[]
  /** Pairs of true and said class among sure boxes; the number of classes stands for nothing. */
  readonly pairs: readonly (readonly [truth: number, said: number])[]
}

const nothing = 'nothing'
const sureScore = 0.5
const sameObject = 0.5
const mostBoxes = 100

/** Correctness is F1 of the boxes with a score of at least a half (1 when rightly nothing is said). */
export function judgeBoxes(boxes: readonly Box[], labels: readonly TuneLabel[], classOf: readonly (number | null)[], names: readonly string[]): BoxJudgement {
  const found = boxes.flatMap((box) => {
    const classId = classOf[box.index] ?? null
    return classId === null ? [] : [{ imageId: 0, classId, rect: box, score: box.score }]
  })
  const truth = labels.flatMap((label): TruthBox[] => {
    const rect = boxOfLabel(label.geometry)
    return rect === null ? [] : [{ imageId: 0, classId: label.classIndex, rect, areaPx: rect.width * rect.height, crowd: isSetAside(label) }]
  })
  const matches = names.map((_, index) => {
    const pair = pairBoxes(truth.filter(({ classId }) => classId === index), found.filter(({ classId }) => classId === index), mostBoxes)
    return matchBoxes(pair, areaRanges.all, [sameObject])
  })
  const sure = found.filter(({ score }) => score >= sureScore)
  const real = truth.filter(({ crowd }) => !crowd)
  const pairs = pairUp(real, sure, matches, names.length)
  const right = pairs.filter(([there, said]) => there === said).length
  const all = real.length + pairs.filter(([, said]) => said < names.length).length
  return {
    matches,
    pairs,
    correctness: all === 0 ? 1 : (2 * right) / all,
    said: counted(sure.map(({ classId }) => classId), names),
    truth: counted(real.map(({ classId }) => classId), names),
    confidence: found[0]?.score ?? 0,
    scored: matches.flatMap(({ scores, verdicts }, classIndex) =>
      scores.flatMap((score, at) => {
        const verdict = verdicts[0]?.[at]
        return verdict === 'ignored' ? [] : [{ classIndex, score, isRight: verdict === 'right' }]
      }),
    ),
  }
}

/** Sure boxes take the free object they share most with, whatever its class; those of no verdict are left out. */
function pairUp(truth: readonly { readonly classId: number; readonly rect: RectPx }[], found: readonly { readonly classId: number; readonly rect: RectPx; readonly score: number }[], matches: readonly ImageMatches[], none: number): (readonly [number, number])[] {
  const free = new Set(truth)
  const pairs: (readonly [number, number])[] = []
  for (const { classId, rect, score } of found) {
    const { scores = [], verdicts = [] } = matches[classId] ?? {}
    if (verdicts[0]?.[scores.indexOf(score)] === 'ignored') continue
    let best: (typeof truth)[number] | null = null
    let most = sameObject
    for (const object of free) {
      const share = rectIou(object.rect, rect)
      if (share > most || (share === most && object.classId === classId)) [best, most] = [object, share]
    }
    if (best !== null) free.delete(best)
    pairs.push([best?.classId ?? none, classId])
  }
  return [...pairs, ...[...free].map(({ classId }) => [classId, none] as const)]
}

function counted(classes: readonly number[], names: readonly string[]): string {
  const parts = names.flatMap((name, index) => {
    const count = classes.filter((classId) => classId === index).length
    return count === 0 ? [] : [count === 1 ? name : `${count} ${name}`]
  })
  return parts.length === 0 ? nothing : parts.join(', ')
}

/** Mean average precision at half intersection over union, by the rules of COCO, over classes that occur; 0 where none does. */
export function boxMetric(judgements: readonly BoxJudgement[]): number {
  const classes = judgements[0]?.matches.length ?? 0
  const values = Array.from({ length: classes }, (_, index) => averagePrecision(judgements, index)).filter((value) => value !== null)
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

function averagePrecision(judgements: readonly BoxJudgement[], classIndex: number): number | null {
  return precisionRecall(judgements.flatMap(({ matches }) => matches[classIndex] ?? []), mostBoxes)?.[0]?.averagePrecision ?? null
}

/** Precision and recall of sure boxes by objects; the score is average precision. */
export function boxScores(judgements: readonly BoxJudgement[], names: readonly string[]): readonly ClassScore[] {
  return names.map((name, index) => {
    const support = judgements.reduce((sum, { matches }) => sum + (matches[index]?.truthCount ?? 0), 0)
    const sure = judgements.flatMap(({ scored }) => scored.filter(({ classIndex, score }) => classIndex === index && score >= sureScore))
    const right = sure.filter(({ isRight }) => isRight).length
    return {
      name,
      support,
      precision: sure.length === 0 ? null : right / sure.length,
      recall: support === 0 ? null : right / support,
      score: averagePrecision(judgements, index),
    }
  })
}

/** Objects by true and said class, of sure boxes. */
export function boxConfusion(judgements: readonly BoxJudgement[], names: readonly string[]): ConfusionTable {
  const matrix = new ConfusionMatrix(names.length + 1)
  for (const { pairs } of judgements) for (const [truth, said] of pairs) matrix.add(truth, said)
  const all = [...names, nothing]
  return { rows: all, columns: all, counts: all.map((_, truth) => all.map((__, said) => matrix.count(truth, said))) }
}
