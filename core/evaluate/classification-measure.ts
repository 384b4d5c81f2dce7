import { answerAgreement } from '#core/metrics/answer-agreement'
import { usualDraws, type EvaluationMeasure, type MatchSummary, type PhotoMatch } from './evaluation-measure'
import { nameCounts } from './name-counts'
import type { PhotoTruth } from './photo-truth'

/** What a classifier said of one photo; judged classes, null for any other. */
export interface TagMatch extends PhotoMatch {
  readonly trueClasses: readonly number[]
  /** Best first, five at most. */
  readonly ranked: readonly (number | null)[]
}

const bestOf = 5

function trueClassesOf({ labels }: PhotoTruth): number[] {
  return [...new Set(labels.flatMap(({ classIndex, geometry }) => (geometry.kind === 'tag' && classIndex !== null ? [classIndex] : [])))]
}

function isRight({ trueClasses, ranked }: TagMatch, best: number): boolean {
  return ranked.slice(0, best).some((index) => index !== null && trueClasses.includes(index))
}

/** Tags: the photo is right when any of its classes is the best answer, or among the five best. */
export const classificationMeasure: EvaluationMeasure<TagMatch> = {
  task: 'classification',
  figures: [
    { key: 'top1', name: 'Top-1' },
    { key: 'top5', name: 'Top-5' },
  ],
  classColumns: [
    { key: 'top1', name: 'Top-1' },
    { key: 'top5', name: 'Top-5' },
    { key: 'precision', name: 'Precision' },
  ],
  rules: [
    'A photo with several tags counts as right when any of them is said: as the best answer for top-1, among the five best for top-5.',
    'Photos without a tag of a judged class are left out.',
    'Precision of a class is the share of the photos answered with it that carry it.',
  ],
  counts: ({ kind }) => kind === 'tag',
  serves: (truth) => trueClassesOf(truth).length > 0,
  judge: ({ answer, classes }, truth, names) => {
    const trueClasses = trueClassesOf(truth)
    const ranked = answer.tags.slice(0, bestOf).map(({ index }) => classes.judged[index] ?? null)
    const best = answer.tags[0]
    const match = {
      trueClasses,
      ranked,
      truth: nameCounts(trueClasses.map((index) => names[index] ?? ''), 'nothing'),
      said: best === undefined ? 'nothing' : (names[classes.judged[best.index] ?? -1] ?? classes.names[best.index] ?? ''),
      score: 0,
    }
    return { ...match, score: isRight(match, 1) ? 1 : 0 }
  },
  agreement: (reference, said) => answerAgreement('classification', reference.answer, said.answer, said.classes.indicesInReference),
  summarise,
  draws: () => usualDraws,
}

function summarise(matches: readonly TagMatch[], classCount: number): MatchSummary {
  const hits = [1, bestOf].map((best) => matches.map((match) => isRight(match, best)))
  return {
    figures: (weights) =>
      hits.map((right) => {
        let [sum, all] = [0, 0]
        for (let photo = 0; photo < right.length; photo++) {
          const weight = weights[photo] ?? 0
          all += weight
          if (right[photo] === true) sum += weight
        }
        return all === 0 ? null : sum / all
      }),
    classes: () =>
      Array.from({ length: classCount }, (_, index) => {
        const own = matches.filter(({ trueClasses }) => trueClasses.includes(index))
        const answered = matches.filter(({ ranked }) => ranked[0] === index)
        return {
          top1: shareOf(own, (match) => isRight(match, 1)),
          top5: shareOf(own, (match) => isRight(match, bestOf)),
          precision: shareOf(answered, ({ trueClasses }) => trueClasses.includes(index)),
        }
      }),
  }
}

function shareOf(matches: readonly TagMatch[], holds: (match: TagMatch) => boolean): number | null {
  return matches.length === 0 ? null : matches.filter(holds).length / matches.length
}
