/** Whether a photo has exactly one of the classes (softmax) or any number of them (sigmoid). */
export const answerKinds = ['one-class', 'many-classes'] as const
export type AnswerKind = (typeof answerKinds)[number]

/** What counts the same when a model learns: each photo, or each class however rare. */
export const balances = ['photos', 'classes'] as const
export type Balance = (typeof balances)[number]
