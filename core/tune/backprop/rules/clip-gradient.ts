import { tensorNumbers } from '#core/onnx/tensor'
import { cannotLearnThrough, type GradientRule } from '../gradient-rule'

/** Gradient of Clip, ReLU6 among them: passes where the value lies between the bounds, 0 where it was cut. */
export const clipGradient: GradientRule = (node, outputGradient, { tape, constantOf }) => {
  const [input = '', low, high] = node.inputs
  const [lowest, highest] = [low, high].map((bound) => constantOf(bound))
  if (lowest === undefined || highest === undefined) return cannotLearnThrough(node, 'its bounds are not fixed')
  const bounds = [...tensorNumbers(lowest), ...tensorNumbers(highest)]
  const [from = 0, to = 0] = bounds
  const output = node.outputs[0] ?? ''
  const above = tape.add(`gradient/above/${output}`, 'Greater', [output, tape.number(from)])
  const below = tape.add(`gradient/below/${output}`, 'Less', [output, tape.number(to)])
  const between = tape.add(`gradient/between/${output}`, 'And', [above, below])
  return new Map([[0, tape.add(`gradient/${input}`, 'Where', [between, outputGradient, tape.number(0)])]])
}
