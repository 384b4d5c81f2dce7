import type { AnswerKind } from '#core/model/tune-choices'

/**
 * Loss of one row of logits; what the loss changes per logit is WRITTEN over the logits. `columns` are the true ones;
 * `columnWeights` weigh the loss of what is true.
 */
export type ScoreLoss = (logits: Float64Array, columns: readonly number[], columnWeights: Float64Array) => number

/** Cross entropy of the softmax with the first true column. */
function softmaxLoss(logits: Float64Array, [column = 0]: readonly number[], columnWeights: Float64Array): number {
  let largest = -Infinity
  for (const logit of logits) if (logit > largest) largest = logit
  const target = logits[column]! - largest
  let sum = 0
  for (let index = 0; index < logits.length; index++) {
    const power = Math.exp(logits[index]! - largest)
    logits[index] = power
    sum += power
  }
  const weight = columnWeights[column] ?? 1
  for (let index = 0; index < logits.length; index++) logits[index] = (weight * logits[index]!) / sum
  logits[column] = logits[column]! - weight
  return weight * (Math.log(sum) - target)
}

/** Sum over the columns of the cross entropy of each sigmoid. */
function sigmoidLoss(logits: Float64Array, columns: readonly number[], columnWeights: Float64Array): number {
  let loss = 0
  for (let index = 0; index < logits.length; index++) {
    const logit = logits[index]!
    const isTrue = columns.includes(index)
    const weight = isTrue ? (columnWeights[index] ?? 1) : 1
    // log(1 + exp(-|x|)) does not overflow.
    loss += weight * (Math.log1p(Math.exp(-Math.abs(logit))) + Math.max(0, isTrue ? -logit : logit))
    logits[index] = weight * (1 / (1 + Math.exp(-logit)) - (isTrue ? 1 : 0))
  }
  return loss
}

export const scoreLosses: Readonly<Record<AnswerKind, ScoreLoss>> = { 'one-class': softmaxLoss, 'many-classes': sigmoidLoss }
