import { AppError } from '#core/contract/errors'
import type { AccuracyFigure, ClassFigures, Estimate, EvaluationDifference } from '#core/contract/evaluation'
import type { ComparedAnswer } from '#core/metrics/answer-agreement'
import { percentileInterval } from '#core/metrics/percentile-interval'
import type { PhotoId } from '#core/model/photo'
import type { Task } from '#core/model/prediction'
import { seededRandom } from '#core/random/seeded-random'
import type { EvaluationMeasure, MatchSummary, ModelClasses, PhotoMatch } from './evaluation-measure'
import { measures } from './measures'
import type { PhotoTruth } from './photo-truth'

/** What is evaluated. */
export interface EvaluationPlan {
  readonly task: Task
  /** The judged classes of the project. */
  readonly classes: readonly { readonly id: number; readonly name: string }[]
  readonly models: readonly { readonly modelId: string; readonly classes: ModelClasses }[]
  /** Position of the reference among the models. */
  readonly reference: number
  readonly seed: number
}

/** A reviewed photo with what each model said of it, in the plan's order. */
export interface AnsweredTruth {
  readonly photoId: PhotoId
  readonly relativePath: string
  readonly truth: PhotoTruth
  readonly answers: readonly ComparedAnswer[]
}

export interface EvaluatedAnswers {
  readonly photos: number
  /** Of the bootstrap. */
  readonly draws: number
  /** In the plan's order. */
  readonly models: readonly { readonly accuracy: readonly AccuracyFigure[]; readonly classes: readonly ClassFigures[]; readonly agreement: number | null }[]
  /** Worst first. */
  readonly differences: readonly EvaluationDifference[]
}

interface Counts {
  photos: number
  labels: number
}

/** Holds answers against labels photo by photo and sums up at the end; photos themselves are not kept. */
export class AnswerEvaluator {
  readonly #plan: EvaluationPlan
  readonly #measure: EvaluationMeasure
  readonly #names: readonly string[]
  readonly #matches: readonly PhotoMatch[][]
  readonly #agreements: readonly number[][]
  readonly #counts: readonly Counts[]
  readonly #differences: EvaluationDifference[] = []
  #photos = 0

  constructor(plan: EvaluationPlan) {
    this.#plan = plan
    this.#measure = measures[plan.task]
    this.#names = plan.classes.map(({ name }) => name)
    this.#matches = plan.models.map(() => [])
    this.#agreements = plan.models.map(() => [])
    this.#counts = plan.classes.map(() => ({ photos: 0, labels: 0 }))
  }

  add({ photoId, relativePath, truth, answers }: AnsweredTruth): void {
    const said = this.#plan.models.map(({ classes }, at) => ({ answer: answers[at] ?? { tags: [], boxes: [], mask: null }, classes }))
    const matches = said.map((each) => this.#measure.judge(each, truth, this.#names))
    const [reference, referenceMatch] = [said[this.#plan.reference], matches[this.#plan.reference]]
    if (reference === undefined || referenceMatch === undefined) throw new RangeError(`there is no model ${this.#plan.reference} to compare with`)
    this.#photos++
    this.#count(truth)
    for (const [at, match] of matches.entries()) {
      this.#matches[at]?.push(match)
      const each = said[at]
      if (at === this.#plan.reference || each === undefined) continue
      const agreement = this.#measure.agreement(reference, each)
      this.#agreements[at]?.push(agreement)
      if (agreement >= 1) continue
      const { truth: there, said: what, score } = match
      const modelId = this.#plan.models[at]?.modelId ?? ''
      this.#differences.push({ photoId, relativePath, modelId, agreement, truth: there, said: what, referenceSaid: referenceMatch.said, score, referenceScore: referenceMatch.score })
    }
  }

  /** Blocks for seconds; `afterDraw` is told how many draws are done and may throw to stop. Throws `bad-input` when nothing that counts was added. */
  finish(afterDraw: (done: number, total: number) => void): EvaluatedAnswers {
    const summaries = this.#matches.map((matches) => this.#measure.summarise(matches, this.#names.length))
    const draws = Math.min(...this.#matches.map((matches) => this.#measure.draws(matches)))
    const once = new Uint16Array(this.#photos).fill(1)
    const values = summaries.map((summary) => summary.figures(once).map(counted))
    const drawn = this.#draw(summaries, draws, afterDraw)
    const reference = this.#plan.reference
    return {
      photos: this.#photos,
      draws,
      models: summaries.map((summary, at) => ({
        accuracy: this.#measure.figures.map(({ key, name }, figure): AccuracyFigure => {
          const own = values[at]?.[figure] ?? 0
          const others = values[reference]?.[figure] ?? 0
          const of = (pick: (all: readonly (readonly (number | null)[])[]) => number | null): Estimate['interval'] => percentileInterval(drawn.flatMap((all) => pick(all) ?? []))
          const difference = (all: readonly (readonly (number | null)[])[]): number | null => {
            const [one, two] = [all[at]?.[figure] ?? null, all[reference]?.[figure] ?? null]
            return one === null || two === null ? null : one - two
          }
          return {
            key,
            name,
            estimate: { value: own, interval: of((all) => all[at]?.[figure] ?? null) },
            difference: at === reference ? null : { value: own - others, interval: of(difference) },
          }
        }),
        classes: this.#classes(summary),
        agreement: at === reference ? null : meanOf(this.#agreements[at] ?? []),
      })),
      differences: this.#differences.toSorted((a, b) => a.agreement - b.agreement || (a.score ?? 0) - (b.score ?? 0) || (a.relativePath < b.relativePath ? -1 : 1)),
    }
  }

  /** [draw][model][figure]; all models see the same photos in a draw, so that their differences are paired. */
  #draw(summaries: readonly MatchSummary[], draws: number, afterDraw: (done: number, total: number) => void): (readonly (number | null)[])[][] {
    const random = seededRandom(this.#plan.seed)
    const weights = new Uint16Array(this.#photos)
    return Array.from({ length: draws }, (_, draw) => {
      weights.fill(0)
      for (let pick = 0; pick < this.#photos; pick++) weights[Math.floor(random() * this.#photos)]! += 1
      const figures = summaries.map((summary) => summary.figures(weights))
      afterDraw(draw + 1, draws)
      return figures
    })
  }

  #count({ labels }: PhotoTruth): void {
    const seen = new Set<number>()
    for (const { classIndex, geometry } of labels) {
      const counts = this.#counts[classIndex ?? -1]
      if (classIndex === null || counts === undefined || !this.#measure.counts(geometry)) continue
      counts.labels++
      if (!seen.has(classIndex)) counts.photos++
      seen.add(classIndex)
    }
  }

  /** Those with labels. */
  #classes(summary: MatchSummary): ClassFigures[] {
    const values = summary.classes()
    return this.#plan.classes.flatMap(({ id, name }, index) => {
      const counts = this.#counts[index]
      return counts === undefined || counts.labels === 0 ? [] : [{ classId: id, name, ...counts, values: values[index] ?? {} }]
    })
  }
}

function counted(value: number | null): number {
  if (value !== null) return value
  throw new AppError('bad-input', 'No label of these photos can be judged.', { hint: 'Label and review photos with classes that the models know.' })
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}
