/** Whether a photo has exactly one of the classes (softmax) or any number of them (sigmoid). */
export const answerKinds = ['one-class', 'many-classes'] as const
export type AnswerKind = (typeof answerKinds)[number]

/** Which classes a tuned model knows. */
export interface ClassPlan {
  /** Names of the project's classes that are learnt, in order. */
  readonly learnt: readonly string[]
  /** `extend` keeps every class of the parent beside them, `replace` does not. */
  readonly kept: 'replace' | 'extend'
  /** For each learnt class the parent's column of the same class, null where it has none. */
  readonly parentColumns: readonly (number | null)[]
  readonly answer: AnswerKind
}
