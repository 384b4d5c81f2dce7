import { int } from '#core/onnx/attribute'
import { lossInputs, type GraphLoss } from './graph-loss'

/** Cross entropy of the softmax with the true column: each row's gradient is softmax minus target, times the weight of the true column. */
export const softmaxGraphLoss: GraphLoss = (logits, tape) => {
  const weighted = tape.add('loss/weighted', 'Mul', [lossInputs.target, lossInputs.weight])
  const ofRow = tape.add('loss/of-row', 'ReduceSum', [weighted, tape.integers([1])], { keepdims: int(1) })
  const scores = tape.add('loss/scores', 'Softmax', [logits], { axis: int(1) })
  const pull = tape.add('loss/pull', 'Mul', [scores, ofRow])
  return tape.add(`gradient/${logits}`, 'Sub', [pull, weighted])
}
