export const editStepKinds = ['accept-all', 'set-review', 'class-merge', 'class-remove', 'import'] as const
export type EditStepKind = (typeof editStepKinds)[number]

/** One action of a person that touched many photos at once and can be taken back. */
export interface EditStep {
  readonly id: number
  readonly kind: EditStepKind
  /** What was done, in words: `Merge "automobile" into "car"`. */
  readonly title: string
  readonly madeAtMs: number
  readonly labels: number
  readonly photos: number
}
