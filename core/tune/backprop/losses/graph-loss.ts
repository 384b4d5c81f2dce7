import type { GradientTape } from '../gradient-tape'

/** Names of the inputs a loss adds, both [N, columns]: 1 where a column is true of a photo, and what each score's loss counts. */
export const lossInputs = { target: 'loss/target', weight: 'loss/weight' } as const

/** Writes the gradient of the summed loss with regard to logits [N, columns]; gives back its name. */
export type GraphLoss = (logits: string, tape: GradientTape) => string
