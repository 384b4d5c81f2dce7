import { int, string } from '#core/onnx/attribute'
import { float32Tensor } from '#core/onnx/tensor'
import type { LayerShape } from '../layer/layer-shape'
import type { ProbeBuilder } from './probe-builder'

/** Patches of one photo that are enough: more only repeats what neighbours say. */
const mostPatches = 1600

/**
 * Adds nodes that lay out the input patches of a layer as [groups, columns + 1, patches], the last row all ones.
 * Output pixels are thinned out evenly to about `mostPatches`.
 * @param value name of the layer's input in the graph
 * @param dims its extents, [1, C, H, W] or [1, C]
 */
export function patchColumns(builder: ProbeBuilder, shape: LayerShape, value: string, dims: readonly number[]): string {
  const { window, groups, columns } = shape
  const [, channels = 1, height = 1, width = 1] = dims
  if (window === null) return withOnes(builder, builder.reshape(value, [1, columns, 1]), 1, 1)
  const { kernel, strides, dilations, pads } = window
  const extent = (size: number, axis: 0 | 1) =>
    Math.floor((size + pads[axis] + pads[axis === 0 ? 2 : 3] - dilations[axis] * (kernel[axis] - 1) - 1) / strides[axis]) + 1
  const rows = extent(height, 0)
  const across = extent(width, 1)
  const thin = Math.ceil(Math.sqrt((rows * across) / mostPatches))
  const kept = [Math.ceil(rows / thin), Math.ceil(across / thin)] as const
  const steps = [strides[0] * thin, strides[1] * thin] as const
  const padded = pads.some((pad) => pad !== 0)
    ? builder.add('Pad', [value, builder.integers(0, 0, pads[0], pads[1], 0, 0, pads[2], pads[3])], { mode: string('constant') })
    : value
  const patches = kept[0] * kept[1]
  const taps: string[] = []
  for (let y = 0; y < kernel[0]; y++) {
    for (let x = 0; x < kernel[1]; x++) {
      const start = [y * dilations[0], x * dilations[1]] as const
      const end = [start[0] + (kept[0] - 1) * steps[0] + 1, start[1] + (kept[1] - 1) * steps[1] + 1] as const
      const isWhole = steps[0] === 1 && steps[1] === 1 && kernel[0] === 1 && kernel[1] === 1 && padded === value
      const tap = isWhole
        ? value
        : builder.add('Slice', [padded, builder.integers(...start), builder.integers(...end), builder.integers(2, 3), builder.integers(...steps)])
      taps.push(builder.reshape(tap, [channels, 1, patches]))
    }
  }
  const [first = ''] = taps
  const joined = taps.length === 1 ? first : builder.add('Concat', taps, { axis: int(1) })
  return withOnes(builder, builder.reshape(joined, [groups, columns, patches]), groups, patches)
}

function withOnes(builder: ProbeBuilder, patches: string, groups: number, count: number): string {
  const ones = builder.constant(float32Tensor([groups, 1, count], new Float32Array(groups * count).fill(1)))
  return builder.add('Concat', [patches, ones], { axis: int(1) })
}
