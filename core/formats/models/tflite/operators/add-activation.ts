import { float32Tensor } from '#core/onnx/tensor'
import type { TfCall } from '../../tfjs/tf-call'
import type { TfTensorValue } from '../../tfjs/tf-value'
import { activationCodes } from '../schema/codes'

const clips: ReadonlyMap<number, readonly [low: number, high: number]> = new Map([
  [activationCodes.reluN1To1, [-1, 1]],
  [activationCodes.relu6, [0, 6]],
])

/** The value behind a fused activation, given by its code. Refuses the sign bit, which no image model uses. */
export function addActivation(call: TfCall, value: TfTensorValue, activation: number): TfTensorValue {
  if (activation === activationCodes.none) return value
  if (activation === activationCodes.relu) return { ...value, name: call.add('Relu', [value.name], {}, '/relu') }
  if (activation === activationCodes.tanh) return { ...value, name: call.add('Tanh', [value.name], {}, '/tanh') }
  const clip = clips.get(activation)
  if (clip === undefined) return call.refuse(`it is fused with activation ${activation}`)
  const bounds = clip.map((bound, position) => call.builder.constant(`${value.name}/bound_${position}`, float32Tensor([], [bound])))
  return { ...value, name: call.add('Clip', [value.name, ...bounds], {}, '/clip') }
}
