import type { Tag } from '#core/model/prediction'
import { ConfusionMatrix } from '#core/metrics/confusion-matrix'
import type { AnswerKind } from '#core/model/tune-choices'
import type { ClassScore, ConfusionTable, Judgement } from '../tune-task'

/** What a classifier said of one photo, as learnt classes. */
export interface TagJudgement extends Judgement {
  readonly trueClasses: readonly number[]
  readonly saidClasses: readonly number[]
}

const nothing = 'nothing of these'
const sureScore = 0.5

type Choice = (tags: readonly (Tag & { readonly learnt: number | null })[]) => readonly (Tag & { readonly learnt: number | null })[]

/** Which tags count as said: the best one, or all that are more likely there than not. */
const choices: Readonly<Record<AnswerKind, Choice>> = {
  'one-class': (tags) => tags.slice(0, 1),
  'many-classes': (tags) => tags.filter(({ score }) => score >= sureScore),
}

/** Correctness is 1 or 0 for one class, the F1 of the photo's classes for many (1 when rightly nothing is said). */
export function judgeTags(tags: readonly Tag[], trueClasses: readonly number[], classOf: readonly (number | null)[], names: readonly string[], kind: AnswerKind): TagJudgement {
  const learnt = tags.map((tag) => ({ ...tag, learnt: classOf[tag.index] ?? null }))
  const chosen = choices[kind](learnt)
  const saidClasses = chosen.flatMap((tag) => tag.learnt ?? [])
  const right = saidClasses.filter((index) => trueClasses.includes(index)).length
  const all = chosen.length + trueClasses.length
  const nameOf = (indexes: readonly number[]): string => (indexes.length === 0 ? nothing : indexes.map((index) => names[index] ?? '').join(', '))
  return {
    trueClasses,
    saidClasses,
    correctness: all === 0 ? 1 : (2 * right) / all,
    said: nameOf(saidClasses),
    truth: nameOf(trueClasses),
    confidence: tags[0]?.score ?? 0,
    scored: learnt.flatMap(({ learnt: classIndex, score }) => (classIndex === null ? [] : [{ classIndex, score, isRight: trueClasses.includes(classIndex) }])),
  }
}

/** Precision, recall and F1 by photos. */
export function tagScores(judgements: readonly TagJudgement[], names: readonly string[]): readonly ClassScore[] {
  return names.map((name, index) => {
    const support = judgements.filter(({ trueClasses }) => trueClasses.includes(index)).length
    const said = judgements.filter(({ saidClasses }) => saidClasses.includes(index))
    const right = said.filter(({ trueClasses }) => trueClasses.includes(index)).length
    return {
      name,
      support,
      precision: said.length === 0 ? null : right / said.length,
      recall: support === 0 ? null : right / support,
      score: support + said.length === 0 ? null : (2 * right) / (support + said.length),
    }
  })
}

/** Photos by true and said class. A photo of several classes counts its hits on the diagonal, what was missed against what was wrongly said. */
export function tagConfusion(judgements: readonly TagJudgement[], names: readonly string[]): ConfusionTable {
  const matrix = new ConfusionMatrix(names.length + 1)
  for (const { trueClasses, saidClasses } of judgements) {
    for (const index of trueClasses) if (saidClasses.includes(index)) matrix.add(index, index)
    const missed = trueClasses.filter((index) => !saidClasses.includes(index))
    const wrong = saidClasses.filter((index) => !trueClasses.includes(index))
    for (let place = 0; place < Math.max(missed.length, wrong.length); place++) matrix.add(missed[place] ?? names.length, wrong[place] ?? names.length)
  }
  const all = [...names, nothing]
  return { rows: all, columns: all, counts: all.map((_, truth) => all.map((__, said) => matrix.count(truth, said))) }
}
