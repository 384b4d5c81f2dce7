import { elementCount } from '#core/onnx/tensor'
import type { Sample } from '../trainable-head'

/** The maps of samples, whose features are [pooled, map], one behind the other. */
export function mapsOf(samples: readonly Sample<unknown>[], dims: readonly number[]): Float32Array {
  const length = elementCount(dims)
  const maps = new Float32Array(samples.length * length)
  for (const [index, { features }] of samples.entries()) maps.set(features[1] ?? new Float32Array(length), index * length)
  return maps
}
