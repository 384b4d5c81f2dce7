import { answerAgreement } from '#core/metrics/answer-agreement'
import { areaRanges, type FoundBox, type TruthBox } from '#core/metrics/coco-boxes/box-annotation'
import { matchBoxes, pairBoxes, type ImageMatches } from '#core/metrics/coco-boxes/match-boxes'
import { linspace } from '#core/metrics/linspace'
import { usualAgreement } from '#core/metrics/model-agreement'
import { boxOfLabel } from '#core/tune/detection/box-of-label'
import { isSetAside } from '#core/tune/is-set-aside'
import { usualDraws, type EvaluationMeasure, type MatchSummary, type PhotoMatch } from './evaluation-measure'
import { nameCounts } from './name-counts'
import type { PhotoTruth } from './photo-truth'
import { WeightedPrecision } from './weighted-precision'

/** What a detector said of one photo. */
export interface BoxMatch extends PhotoMatch {
  /** By judged class; only those with objects or finds. */
  readonly byClass: ReadonlyMap<number, ImageMatches>
}

const thresholds = linspace(0.5, 0.95, 10)
const mostPerPhoto = 100
const nothing = 'nothing'
/** Finds looked at in all draws, which a processor does in some ten seconds. */
const mostLooks = 2e9
const fewestDraws = 100

/** Boxes by the rules of the COCO detection evaluation (cocodataset.org/#detection-eval). */
export const detectionMeasure: EvaluationMeasure<BoxMatch> = {
  task: 'detection',
  figures: [
    { key: 'map', name: 'mAP@[.5:.95]' },
    { key: 'ap50', name: 'AP50' },
  ],
  classColumns: [
    { key: 'map', name: 'AP@[.5:.95]' },
    { key: 'ap50', name: 'AP50' },
  ],
  rules: [
    'Average precision follows the COCO detection evaluation: 101 recall points, at most 100 boxes per photo and class, the mean over classes with objects.',
    'Objects marked as crowd or difficult are neither to be found nor to be missed.',
    `The score of a photo is F1 at an overlap of 0.5 for boxes from a score of ${usualAgreement.minimumScore} up.`,
  ],
  counts: (geometry) => boxOfLabel(geometry) !== null,
  serves: () => true,
  judge: ({ answer, classes }, truth, names) => {
    const found = answer.boxes.flatMap((box): FoundBox[] => {
      const classId = classes.judged[box.index] ?? null
      return classId === null ? [] : [{ imageId: 0, classId, rect: box, score: box.score }]
    })
    const objects = objectsOf(truth)
    const byClass = new Map<number, ImageMatches>()
    for (const index of new Set([...found, ...objects].map(({ classId }) => classId))) {
      const pair = pairBoxes(objects.filter(({ classId }) => classId === index), found.filter(({ classId }) => classId === index), mostPerPhoto)
      byClass.set(index, matchBoxes(pair, areaRanges.all, thresholds))
    }
    const sure = found.filter(({ score }) => score >= usualAgreement.minimumScore)
    return {
      byClass,
      score: scoreOf(byClass.values()),
      said: nameCounts(sure.map(({ classId }) => names[classId] ?? ''), nothing),
      truth: nameCounts(objects.flatMap(({ classId, crowd }) => (crowd ? [] : [names[classId] ?? ''])), nothing),
    }
  },
  agreement: (reference, said) => answerAgreement('detection', reference.answer, said.answer, said.classes.indicesInReference),
  summarise,
  draws: (matches) => {
    const finds = matches.reduce((sum, { byClass }) => sum + [...byClass.values()].reduce((all, { scores }) => all + scores.length, 0), 0)
    return Math.max(fewestDraws, Math.min(usualDraws, Math.floor(mostLooks / (1 + finds * thresholds.length))))
  },
}

function objectsOf({ labels }: PhotoTruth): TruthBox[] {
  return labels.flatMap((label) => {
    const rect = label.classIndex === null ? null : boxOfLabel(label.geometry)
    if (rect === null || label.classIndex === null) return []
    return [{ imageId: 0, classId: label.classIndex, rect, areaPx: rect.width * rect.height, crowd: isSetAside(label) }]
  })
}

/** F1 of sure boxes; 1 when rightly nothing is said. */
function scoreOf(classes: Iterable<ImageMatches>): number {
  let [right, said, there] = [0, 0, 0]
  for (const { scores, verdicts, truthCount } of classes) {
    there += truthCount
    for (const [find, verdict] of (verdicts[0] ?? []).entries()) {
      if (verdict === 'ignored' || (scores[find] ?? 0) < usualAgreement.minimumScore) continue
      said++
      if (verdict === 'right') right++
    }
  }
  return said + there === 0 ? 1 : (2 * right) / (said + there)
}

function summarise(matches: readonly BoxMatch[], classCount: number): MatchSummary {
  const classes = Array.from({ length: classCount }, (_, index) => new WeightedPrecision(matches.map(({ byClass }) => byClass.get(index)), thresholds.length))
  return {
    figures: (weights) => {
      const precisions = classes.flatMap((each) => {
        const values = each.at(weights)
        return values === null ? [] : [values]
      })
      return [mean(precisions.map(mean)), mean(precisions.map((values) => values[0] ?? 0))]
    },
    classes: () => {
      const once = new Uint8Array(matches.length).fill(1)
      return classes.map((each) => {
        const values = each.at(once)
        return { map: values === null ? null : mean(values), ap50: values?.[0] ?? null }
      })
    },
  }
}

function mean(values: readonly (number | null)[]): number | null {
  return values.length === 0 ? null : values.reduce<number>((sum, value) => sum + (value ?? 0), 0) / values.length
}
