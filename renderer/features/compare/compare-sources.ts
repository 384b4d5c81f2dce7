import type { PhotoAnswer } from '#core/contract/photos'
import type { Task } from '#core/model/prediction'

/** Who says something of the photo: a model, or people. */
export type SourceId = { readonly kind: 'labels' } | { readonly kind: 'model'; readonly modelId: string }

export interface ComparedPair {
  readonly left: SourceId
  readonly right: SourceId
  /** Of the models in the pair. */
  readonly task: Task
}

/** The sources as text, for lists of choices. */
export function sourceText(source: SourceId): string {
  return source.kind === 'labels' ? 'labels' : `model ${source.modelId}`
}

/**
 * The pairs that can be compared: each model with the labels, and with every other model of its task. Two models come
 * first, since nobody needs labels for that.
 */
export function comparablePairs(answers: readonly PhotoAnswer[]): readonly ComparedPair[] {
  const done = answers.filter(({ status }) => status === 'done')
  const models = (answer: PhotoAnswer): SourceId => ({ kind: 'model', modelId: answer.modelId })
  const twins = done.flatMap((first, at) =>
    done.slice(at + 1).filter(({ task }) => task === first.task).map((second): ComparedPair => ({ left: models(first), right: models(second), task: first.task })),
  )
  return [...twins, ...done.map((answer): ComparedPair => ({ left: { kind: 'labels' }, right: models(answer), task: answer.task }))]
}

/** Whether a pair is made of these two models, in any order. */
export function isOfModels({ left, right }: ComparedPair, modelIds: readonly [string, string]): boolean {
  const ids = [left, right].map((source) => (source.kind === 'model' ? source.modelId : null))
  return modelIds.every((id) => ids.includes(id))
}
