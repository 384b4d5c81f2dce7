import type { AnswerKind } from '#core/model/tune-choices'

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
