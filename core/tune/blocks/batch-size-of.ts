import type { Graph } from '#core/onnx/graph'
import { inferShapes } from '#core/onnx/shapes/infer-shapes'

const bytesAtMost = 256 * 1024 ** 2
const mostPhotos = 32
/** Beside each value of the forward pass its gradient and one of both in another order of axes. */
const copies = 3

/** Photos at once so that what a step keeps in memory stays below 256 MB; 1 to 32. */
export function batchSizeOf(graph: Graph): number {
  let numbers = 0
  const infos = inferShapes(graph)
  for (const { outputs } of graph.nodes) {
    for (const output of outputs) numbers += (infos.get(output)?.dims ?? []).slice(1).reduce<number>((product, dim) => product * (typeof dim === 'number' ? dim : 1), 1)
  }
  const bytesPerPhoto = Float32Array.BYTES_PER_ELEMENT * copies * numbers
  return Math.max(1, Math.min(mostPhotos, Math.floor(bytesAtMost / Math.max(1, bytesPerPhoto))))
}
