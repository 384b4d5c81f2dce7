import type { Graph } from '#core/onnx/graph'
import { inferShapes } from '#core/onnx/shapes/infer-shapes'
import type { CalibrationSource } from '../calibration-source'
import type { LayerShape } from '../layer/layer-shape'
import type { PatchMoments } from '../layer/moments'
import type { CalibrationHooks } from '../calibration-hooks'
import { checkSignal } from '../calibration-hooks'
import { fixBatch } from './fix-batch'
import { floatName, pairGraphs } from './pair-graphs'
import { patchColumns } from './patch-columns'
import { ProbeBuilder } from './probe-builder'

interface Sums {
  readonly coded: Float64Array
  readonly crossed: Float64Array
}

/**
 * Moments of the inputs of some layers over the photos, seen by the float graph and by the quantized one side by side.
 * The products are formed by the runtime inside the graph; only sums are kept, so memory does not grow with photos.
 * @param nameOf name, in the quantized graph, of the value a layer reads
 */
export async function measureMoments(
  source: CalibrationSource,
  float: Graph,
  coded: Graph,
  layers: readonly LayerShape[],
  nameOf: (layer: LayerShape) => string,
  photos: readonly number[],
  hooks: CalibrationHooks,
): Promise<ReadonlyMap<LayerShape, PatchMoments>> {
  const single = fixBatch(float)
  const infos = inferShapes(single)
  const pair = pairGraphs(single, fixBatch(coded))
  const builder = new ProbeBuilder(pair.graph)
  const names = new Map<LayerShape, { coded: string; crossed: string }>()
  for (const layer of layers) {
    const value = layer.node.inputs[0] ?? ''
    const dims = infos.get(value)?.dims?.map(Number)
    if (dims === undefined) throw new Error(`The size of the input of "${layer.node.name}" is not known.`)
    const own = patchColumns(builder, layer, nameOf(layer), dims)
    const other = patchColumns(builder, layer, floatName(pair, value), dims)
    names.set(layer, {
      coded: builder.output(builder.add('MatMul', [own, builder.transpose(own, 0, 2, 1)])),
      crossed: builder.output(builder.add('MatMul', [own, builder.transpose(other, 0, 2, 1)])),
    })
  }
  const sums = new Map(layers.map((layer): [LayerShape, Sums] => [layer, emptySums(layer)]))
  const runner = await source.open(builder.finish())
  try {
    for (const photo of photos) {
      checkSignal(hooks)
      const outputs = await runner.run(await source.photo(photo))
      for (const [layer, sum] of sums) {
        const { coded: codedName = '', crossed: crossedName = '' } = names.get(layer) ?? {}
        addTo(sum.coded, outputs[codedName]?.data)
        addTo(sum.crossed, outputs[crossedName]?.data)
      }
    }
  } finally {
    await runner.close()
  }
  return new Map([...sums].map(([layer, sum]) => [layer, { columns: layer.columns, groups: layer.groups, ...sum }]))
}

function emptySums({ groups, columns }: LayerShape): Sums {
  const length = groups * (columns + 1) ** 2
  return { coded: new Float64Array(length), crossed: new Float64Array(length) }
}

function addTo(sum: Float64Array, values: Float32Array | undefined): void {
  if (values?.length !== sum.length) throw new Error(`Moments of ${values?.length ?? 0} elements where ${sum.length} were expected.`)
  for (let at = 0; at < sum.length; at++) sum[at]! += values[at]!
}
