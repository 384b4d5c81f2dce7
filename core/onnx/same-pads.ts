/**
 * Begin and end padding of one axis under the SAME rule: output = ceil(size / stride), the odd pixel at the end
 * (TensorFlow, "Padding" in the neural network operator guide). Depends on the size, so it changes with the resolution.
 */
export function samePads(size: number, kernel: number, stride: number, dilation = 1): readonly [begin: number, end: number] {
  const output = Math.ceil(size / stride)
  const span = (kernel - 1) * dilation + 1
  const total = Math.max(0, (output - 1) * stride + span - size)
  const begin = Math.floor(total / 2)
  return [begin, total - begin]
}
