import type { Graph, Node } from '#core/onnx/graph'
import type { Affine } from '../affine'
import type { CalibrationHooks } from '../calibration-hooks'
import type { CalibrationSource } from '../calibration-source'
import type { LayerCoding } from '../layer/code-layer'
import { codeLayer, codeLayerUnseen } from '../layer/code-layer'
import type { CodedLayer } from '../layer/coded-layer'
import type { LayerShape } from '../layer/layer-shape'
import { weightRows } from '../layer/layer-shape'
import { layerStages } from '../plan/layer-stages'
import type { GraphPlan } from '../plan/plan-graph'
import { measureMoments } from '../probe/moment-probe'
import { decodedName, writeWithInnerValues } from '../write/write-coded-graph'

/** Beyond this many inputs per output the products take too much memory; such layers are rounded without them. */
const mostColumns = 2600

/**
 * Codes the weights of all layers, stage by stage from the input on, so that each stage is fitted to what the stages
 * before it really deliver. Needs `photos` only where the coding looks at inputs.
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
  for (const stage of layerStages(plan.graph, plan.layers)) {
    const seen = photos.length === 0 ? [] : stage.filter((layer) => layer.columns <= mostColumns)
    const moments = await (seen.length === 0
      ? new Map<LayerShape, never>()
      : measureMoments(
          source,
          plan.graph,
          writeWithInnerValues(plan, { activations, layers: done }),
          seen,
          (layer) => decodedName(plan.graph, layer.node.inputs[0] ?? ''),
          photos,
          hooks,
        ))
    for (const layer of stage) {
      const weights = weightRows(layer, floatInitializer(plan.graph, layer.weightName))
      const bias = layer.biasName === null ? new Float64Array(layer.rows) : Float64Array.from(floatInitializer(plan.graph, layer.biasName).data)
      const inputScale = activations.get(plan.roots.get(layer.node.inputs[0] ?? '') ?? '')?.scale ?? 1
      const known = moments.get(layer)
      const coded =
        known === undefined ? codeLayerUnseen(layer, weights, bias, inputScale, coding) : codeLayer(layer, weights, bias, known, inputScale, coding)
      done.set(layer.node, coded)
    }
    hooks.progress({ step: 'rounding', done: done.size, total: plan.layers.length })
  }
  return done
}

function floatInitializer(graph: Graph, name: string) {
  const tensor = graph.initializers.get(name)
  if (tensor?.dataType !== 'float32') throw new Error(`There are no float32 weights "${name}".`)
  return tensor
}
