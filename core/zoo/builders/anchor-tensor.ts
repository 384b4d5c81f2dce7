import type { TensorOf } from '#core/onnx/tensor'
import { float32Tensor } from '#core/onnx/tensor'
import type { Anchor } from '#core/zoo/ssd-anchors'

/** Anchors as the models hold them: [anchors, 4], centre y, centre x, height, width, 0..1. */
export function anchorTensor(anchors: readonly Anchor[]): TensorOf<'float32'> {
  return float32Tensor(
    [anchors.length, 4],
    anchors.flatMap(({ centerY, centerX, height, width }) => [centerY, centerX, height, width]),
  )
}
