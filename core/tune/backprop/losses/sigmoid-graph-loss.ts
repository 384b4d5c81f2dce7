import { lossInputs, type GraphLoss } from './graph-loss'

/** Sum over the columns of the cross entropy of each sigmoid: the gradient is sigmoid minus target, times the weight. */
export const sigmoidGraphLoss: GraphLoss = (logits, tape) => {
  const scores = tape.add('loss/scores', 'Sigmoid', [logits])
  const errors = tape.add('loss/errors', 'Sub', [scores, lossInputs.target])
  return tape.add(`gradient/${logits}`, 'Mul', [errors, lossInputs.weight])
}
