import type { Graph } from '#core/onnx/graph'
import { inferShapes } from '#core/onnx/shapes/infer-shapes'
import type { CalibrationHooks } from '../calibration-hooks'
import { checkSignal } from '../calibration-hooks'
import type { CalibrationSource } from '../calibration-source'
import type { LayerShape } from '../layer/layer-shape'
import type { PatchMoments } from '../layer/moments'
import { fixBatch } from './fix-batch'
import { patchColumns } from './patch-columns'
import { ProbeBuilder } from './probe-builder'

/** Number of sums that a layer's moments hold. */
export function momentCount({ groups, columns }: LayerShape): number {
  return groups * (columns + 1) ** 2
}

/**
 * Moments of the inputs of some layers over some photos. The products are formed by the runtime inside the graph; only
 * sums are kept, so memory does not grow with the photos.
 */
export async function measureMoments(
  source: CalibrationSource,
  graph: Graph,
  layers: readonly LayerShape[],
  photos: readonly number[],
  hooks: CalibrationHooks,
): Promise<ReadonlyMap<LayerShape, PatchMoments>> {
  const single = fixBatch(graph)
  const infos = inferShapes(single)
  const builder = new ProbeBuilder(single)
  const names = new Map<LayerShape, string>()
  for (const layer of layers) {
    const value = layer.node.inputs[0] ?? ''
    const dims = infos.get(value)?.dims?.map(Number)
    if (dims === undefined) throw new Error(`The size of the input of "${layer.node.name}" is not known.`)
    const patches = patchColumns(builder, layer, value, dims)
    names.set(layer, builder.output(builder.add('MatMul', [patches, builder.transpose(patches, 0, 2, 1)])))
  }
  const sums = new Map(layers.map((layer): [LayerShape, Float64Array] => [layer, new Float64Array(momentCount(layer))]))
  const runner = await source.open(builder.finish())
  try {
    for (const [index, photo] of photos.entries()) {
      checkSignal(hooks)
      const outputs = await runner.run(await source.photo(photo))
      for (const [layer, sum] of sums) addTo(sum, outputs[names.get(layer) ?? '']?.data)
      hooks.progress({ step: 'measuring', done: index + 1, total: photos.length })
    }
  } finally {
    await runner.close()
  }
  return new Map([...sums].map(([layer, products]) => [layer, { columns: layer.columns, groups: layer.groups, products }]))
}

function addTo(sum: Float64Array, values: Float32Array | undefined): void {
  if (values?.length !== sum.length) throw new Error(`Moments of ${values?.length ?? 0} elements where ${sum.length} were expected.`)
  for (let at = 0; at < sum.length; at++) sum[at]! += values[at]!
}
