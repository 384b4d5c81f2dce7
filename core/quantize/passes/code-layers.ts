import type { Graph, Node } from '#core/onnx/graph'
import type { TensorOf } from '#core/onnx/tensor'
import type { Affine } from '../affine'
import type { CalibrationHooks } from '../calibration-hooks'
import type { CalibrationSource } from '../calibration-source'
import type { LayerCoding } from '../layer/code-layer'
import { codeLayer } from '../layer/code-layer'
import type { CodedLayer } from '../layer/coded-layer'
import type { LayerShape } from '../layer/layer-shape'
import { weightRows } from '../layer/layer-shape'
import type { PatchMoments } from '../layer/moments'
import type { GraphPlan } from '../plan/plan-graph'
import { measureMoments, momentCount } from '../probe/moment-probe'

/** Layers with more inputs per output are rounded without moments, which would take too much memory. */
const mostColumns = 2600
/** Moments held at one time; photos are run again for the next layers. */
const mostMoments = 6e6

/**
 * Codes the weights of all layers. Photos are needed only where rounding or bias look at the inputs; without any,
 * weights are rounded by themselves.
 */
export async function codeLayers(
  source: CalibrationSource,
  plan: GraphPlan,
  activations: ReadonlyMap<string, Affine>,
  coding: LayerCoding,
  photos: readonly number[],
  hooks: CalibrationHooks,
): Promise<ReadonlyMap<Node, CodedLayer>> {
  const done = new Map<Node, CodedLayer>()
  const batches = batchesOf(plan.layers)
  for (const [number, batch] of batches.entries()) {
    const seen = photos.length === 0 ? [] : batch.filter((layer) => layer.columns <= mostColumns)
    const moments: ReadonlyMap<LayerShape, PatchMoments> =
      seen.length === 0 ? new Map() : await measureMoments(source, plan.graph, seen, photos, partOf(hooks, number, batches.length))
    for (const shape of batch) {
      const layer = {
        shape,
        weights: weightRows(shape, floatInitializer(plan.graph, shape.weightName)),
        bias: shape.biasName === null ? new Float64Array(shape.rows) : Float64Array.from(floatInitializer(plan.graph, shape.biasName).data),
        inputScale: activations.get(plan.roots.get(shape.node.inputs[0] ?? '') ?? '')?.scale ?? 1,
      }
      done.set(shape.node, codeLayer(layer, moments.get(shape) ?? null, coding))
      hooks.progress({ step: 'rounding', done: done.size, total: plan.layers.length })
    }
  }
  return done
}

/** Hooks for part `number` of equal parts: its progress is that of the whole. */
function partOf(hooks: CalibrationHooks, number: number, parts: number): CalibrationHooks {
  return {
    signal: hooks.signal,
    progress: ({ step, done, total }) => hooks.progress({ step, done: number * total + done, total: parts * total }),
  }
}

function batchesOf(layers: readonly LayerShape[]): LayerShape[][] {
  const batches: LayerShape[][] = []
  let held = Infinity
  for (const layer of layers) {
    held += momentCount(layer)
    if (held > mostMoments) {
      batches.push([])
      held = momentCount(layer)
    }
    batches.at(-1)?.push(layer)
  }
  return batches
}

function floatInitializer(graph: Graph, name: string): TensorOf<'float32'> {
  const tensor = graph.initializers.get(name)
  if (tensor?.dataType !== 'float32') throw new Error(`There are no float32 weights "${name}".`)
  return tensor
}
