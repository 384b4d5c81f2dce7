import type { Attribute } from '#core/onnx/attribute'
import { int, string } from '#core/onnx/attribute'
import { float32Tensor } from '#core/onnx/tensor'
import type { TfCall } from '../tf-call'
import type { TfOperator, TfOperators } from './operator'

/** Which pixel positions correspond: corner to corner, pixel centres, or top left to top left (TensorFlow 1 default). */
function coordinates(call: TfCall): string {
  if (call.attribute('align_corners').flag === true) return 'align_corners'
  return call.attribute('half_pixel_centers').flag === true ? 'half_pixel' : 'asymmetric'
}

/**
 * The float32 factor whose product with `from` floors to exactly `to`, as ONNX derives the output size.
 * The batch size is not known, so sizes cannot be stated directly in operator set 17.
 */
function exactScale(from: number, to: number): number {
  const scale = Math.fround(to / from)
  return Math.floor(scale * from) === to ? scale : Math.fround(scale * (1 + 2 ** -23))
}

function resize(attributes: (call: TfCall) => Readonly<Record<string, Attribute>>): TfOperator {
  return (call) => {
    const image = call.image(0)
    const [, height, width] = call.tensorDims(image)
    const [toHeight = 0, toWidth = 0] = call.numbers(1)
    if (typeof height !== 'number' || typeof width !== 'number') return call.refuse('the size of its input is not known')
    if (height === toHeight && width === toWidth) return image
    const scales = float32Tensor([4], [1, 1, exactScale(height, toHeight), exactScale(width, toWidth)])
    const scalesName = call.builder.constant(`${call.node.name}/scales`, scales)
    return call.channelsFirst(call.add('Resize', [image.name, '', scalesName], attributes(call)))
  }
}

const bilinear = resize((call) => ({ mode: string('linear'), coordinate_transformation_mode: string(coordinates(call)) }))

/**
 * TensorFlow rounds down from the source position, without half a pixel taken off again where centres correspond (ONNX:
 * the nearest, halves up), and to the nearest with corners aligned.
 */
const nearest = resize((call) => ({
  mode: string('nearest'),
  coordinate_transformation_mode: string(coordinates(call)),
  nearest_mode: string(coordinates(call) === 'asymmetric' ? 'floor' : 'round_prefer_ceil'),
}))

/** Rearranges channels into pixels or back; both sides order the block before the remaining channels. */
function moveBlocks(opType: 'DepthToSpace' | 'SpaceToDepth'): TfOperator {
  return (call) => {
    const blocksize = int(call.attribute('block_size').int ?? 2)
    return call.channelsFirst(call.add(opType, [call.image(0).name], { blocksize }))
  }
}

/** Operators that change the number of pixels. */
export const resizeOperators: TfOperators = new Map<string, TfOperator>([
  ['ResizeBilinear', bilinear],
  ['ResizeNearestNeighbor', nearest],
  ['DepthToSpace', moveBlocks('DepthToSpace')],
  ['SpaceToDepth', moveBlocks('SpaceToDepth')],
])
