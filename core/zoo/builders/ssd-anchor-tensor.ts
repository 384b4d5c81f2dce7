import type { TensorOf } from '#core/onnx/tensor'
import { float32Tensor } from '#core/onnx/tensor'
import type { SsdAnchorLayout } from '#core/zoo/ssd-anchors'
import { ssdAnchors } from '#core/zoo/ssd-anchors'

/** The anchors as the models hold them: [anchors, 4], centre y, centre x, height, width, 0..1. */
export function ssdAnchorTensor(layout: SsdAnchorLayout): TensorOf<'float32'> {
  const anchors = ssdAnchors(layout)
  return float32Tensor(
    [anchors.length, 4],
    anchors.flatMap(({ centerY, centerX, height, width }) => [centerY, centerX, height, width]),
  )
}
