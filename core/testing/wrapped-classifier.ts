import { int, ints } from '#core/onnx/attribute'
import { decodeModel } from '#core/onnx/codec/decode-model'
import { encodeModel } from '#core/onnx/codec/encode-model'
import { makeNode } from '#core/onnx/make-node'
import { float32Tensor } from '#core/onnx/tensor'

const mean = [0.485, 0.456, 0.406]
const std = [0.229, 0.224, 0.225]

/**
 * The shipped classifier as another tool might export it: pixels -1..1 with the colours last as `image`, probabilities as `probs`. A
 * pixel p of -1..1 is (p + 1) / 2 of 0..1, which the model itself wants less its mean, by its deviation.
 */
export function wrappedClassifier(shippedFile: Uint8Array): Uint8Array {
  const shipped = decodeModel(shippedFile)
  const input = shipped.inputs[0]?.name ?? ''
  return encodeModel({
    ...shipped,
    metadata: new Map(),
    inputs: [{ name: 'image', dataType: 'float32', dims: ['N', 224, 224, 3] }],
    outputs: [{ name: 'probs', dataType: 'float32', dims: ['N', 1000] }],
    nodes: [
      makeNode('Transpose', ['image'], ['first'], { perm: ints(0, 3, 1, 2) }),
      makeNode('Mul', ['first', 'factors'], ['scaled']),
      makeNode('Add', ['scaled', 'offsets'], [input]),
      ...shipped.nodes,
      makeNode('Softmax', ['logits'], ['probs'], { axis: int(-1) }),
    ],
    initializers: new Map(shipped.initializers)
      .set('factors', float32Tensor([1, 3, 1, 1], std.map((deviation) => 0.5 / deviation)))
      .set('offsets', float32Tensor([1, 3, 1, 1], std.map((deviation, channel) => (0.5 - (mean[channel] ?? 0)) / deviation))),
  })
}
