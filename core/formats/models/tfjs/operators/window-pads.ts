import { samePads } from '#core/onnx/same-pads'
import type { TfCall } from '../tf-call'
import type { TfTensorValue } from '../tf-value'

/** ONNX pads [top, left, bottom, right] of a window operator from its TensorFlow padding rule and the size of its input. */
export function windowPads(
  call: TfCall,
  image: TfTensorValue,
  kernel: readonly number[],
  strides: readonly number[],
  dilations: readonly number[],
): number[] {
  const rule = call.attribute('padding').text
  if (rule === 'VALID') return [0, 0, 0, 0]
  if (rule === 'EXPLICIT') {
    const [, , top, bottom, left, right] = call.attribute('explicit_paddings').ints ?? []
    if (top === undefined || bottom === undefined || left === undefined || right === undefined) {
      return call.refuse('its explicit paddings are incomplete')
    }
    return [top, left, bottom, right]
  }
  if (rule !== 'SAME') return call.refuse(`its padding rule is ${rule ?? 'missing'}`)
  const [, height, width] = call.tensorDims(image)
  if (typeof height !== 'number' || typeof width !== 'number') return call.refuse('SAME padding needs a known input size')
  const [vertical, horizontal] = [height, width].map((size, axis) =>
    samePads(size, kernel[axis] ?? 1, strides[axis] ?? 1, dilations[axis] ?? 1),
  )
  return [vertical?.[0] ?? 0, horizontal?.[0] ?? 0, vertical?.[1] ?? 0, horizontal?.[1] ?? 0]
}

/** Refuses nodes that work channels first: their constants would need another order. */
export function requireChannelsLast(call: TfCall): void {
  const format = call.attribute('data_format').text ?? 'NHWC'
  if (format !== 'NHWC') call.refuse(`its data format is ${format}`)
}
