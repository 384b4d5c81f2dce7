import type { Graph } from '#core/onnx/graph'
import type { CalibrationHooks } from '../calibration-hooks'
import { checkSignal } from '../calibration-hooks'
import type { CalibrationSource } from '../calibration-source'
import { Histogram } from '../ranges/histogram'
import { fixBatch } from './fix-batch'
import { ProbeBuilder } from './probe-builder'

/** Histograms of values of the float graph over all photos. */
export async function observeValues(
  source: CalibrationSource,
  graph: Graph,
  values: Iterable<string>,
  hooks: CalibrationHooks,
): Promise<ReadonlyMap<string, Histogram>> {
  const inputs = new Set(graph.inputs.map((input) => input.name))
  const histograms = new Map([...values].map((value): [string, Histogram] => [value, new Histogram()]))
  const builder = new ProbeBuilder(fixBatch(graph))
  for (const value of histograms.keys()) if (!inputs.has(value)) builder.output(value)
  const runner = await source.open(builder.finish())
  try {
    for (let photo = 0; photo < source.photoCount; photo++) {
      checkSignal(hooks)
      const input = await source.photo(photo)
      const outputs = await runner.run(input)
      for (const [value, histogram] of histograms) {
        const data = inputs.has(value) ? input.data : outputs[value]?.data
        if (data !== undefined) histogram.add(data)
      }
      hooks.progress({ step: 'observing', done: photo + 1, total: source.photoCount })
    }
  } finally {
    await runner.close()
  }
  return histograms
}
