import { int, ints } from '#core/onnx/attribute'
import type { Graph } from '#core/onnx/graph'
import type { CalibrationHooks } from '../calibration-hooks'
import { checkSignal } from '../calibration-hooks'
import type { CalibrationSource } from '../calibration-source'
import { fixBatch } from './fix-batch'
import { ProbeBuilder } from './probe-builder'

/** Largest absolute value of each channel of some maps [1, C, H, W] over all photos. */
export async function observeChannels(
  source: CalibrationSource,
  graph: Graph,
  values: Iterable<string>,
  hooks: CalibrationHooks,
): Promise<ReadonlyMap<string, Float64Array>> {
  const builder = new ProbeBuilder(fixBatch(graph))
  const names = new Map<string, string>()
  for (const value of values) {
    const peaks = builder.add('ReduceMax', [builder.add('Abs', [value])], { axes: ints(0, 2, 3), keepdims: int(0) })
    names.set(value, builder.output(peaks))
  }
  const largest = new Map<string, Float64Array>()
  if (names.size === 0) return largest
  const runner = await source.open(builder.finish())
  try {
    for (let photo = 0; photo < source.photoCount; photo++) {
      checkSignal(hooks)
      const outputs = await runner.run(await source.photo(photo))
      for (const [value, name] of names) {
        const peaks = outputs[name]?.data ?? new Float32Array()
        const known = largest.get(value) ?? new Float64Array(peaks.length)
        for (let channel = 0; channel < peaks.length; channel++) known[channel] = Math.max(known[channel]!, peaks[channel]!)
        largest.set(value, known)
      }
      hooks.progress({ step: 'equalising', done: photo + 1, total: source.photoCount })
    }
  } finally {
    await runner.close()
  }
  return largest
}
