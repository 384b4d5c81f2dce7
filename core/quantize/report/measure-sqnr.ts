import { int } from '#core/onnx/attribute'
import type { CalibrationHooks } from '../calibration-hooks'
import { checkSignal } from '../calibration-hooks'
import type { CalibrationSource } from '../calibration-source'
import type { StaticResult } from '../forms/quantize-static'
import { fixBatch } from '../probe/fix-batch'
import { floatName, pairGraphs } from '../probe/pair-graphs'
import { ProbeBuilder } from '../probe/probe-builder'
import { decodedName, writeWithInnerValues } from '../write/write-coded-graph'
import { decibels } from './layer-report'

const mostPhotos = 8

/**
 * Signal to noise, in decibels, of every value with codes: both graphs run side by side on a few photos, and sums of
 * squares are formed inside. Noise from earlier layers is included.
 */
export async function measureSqnr(source: CalibrationSource, result: StaticResult, hooks: CalibrationHooks): Promise<ReadonlyMap<string, number>> {
  const { plan, coding } = result
  const pair = pairGraphs(fixBatch(plan.graph), fixBatch(writeWithInnerValues(plan, coding)))
  const builder = new ProbeBuilder(pair.graph)
  const sums = new Map<string, { signal: string; noise: string; values: [number, number] }>()
  const square = (value: string) => builder.output(builder.add('ReduceSum', [builder.add('Mul', [value, value])], { keepdims: int(0) }))
  for (const node of plan.graph.nodes) {
    const [value = ''] = node.outputs
    if (!plan.roots.has(value)) continue
    const float = floatName(pair, value)
    const difference = builder.add('Sub', [float, decodedName(plan.graph, value)])
    sums.set(value, { signal: square(float), noise: square(difference), values: [0, 0] })
  }
  if (sums.size === 0) return new Map()
  const runner = await source.open(builder.finish())
  try {
    const photos = Math.min(source.photoCount, mostPhotos)
    for (let photo = 0; photo < photos; photo++) {
      checkSignal(hooks)
      const outputs = await runner.run(await source.photo(photo))
      for (const { signal, noise, values } of sums.values()) {
        values[0] += outputs[signal]?.data[0] ?? 0
        values[1] += outputs[noise]?.data[0] ?? 0
      }
      hooks.progress({ step: 'inspecting', done: photo + 1, total: photos })
    }
  } finally {
    await runner.close()
  }
  return new Map([...sums].map(([value, { values }]) => [value, decibels(...values)]))
}
