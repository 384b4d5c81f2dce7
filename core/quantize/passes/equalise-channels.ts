import type { Graph } from '#core/onnx/graph'
import { GraphIndex } from '#core/onnx/graph-index'
import { inferShapes } from '#core/onnx/shapes/infer-shapes'
import type { Tensor } from '#core/onnx/tensor'
import { float32Tensor } from '#core/onnx/tensor'
import type { CalibrationHooks } from '../calibration-hooks'
import type { CalibrationSource } from '../calibration-source'
import type { Equalisation } from '../forms/static-options'
import { storedOrder, weightRows } from '../layer/layer-shape'
import type { LayerShape } from '../layer/layer-shape'
import type { GraphPlan } from '../plan/plan-graph'
import { observeChannels } from '../probe/observe-channels'
import type { ChannelGroup } from './channel-groups'
import { channelGroups } from './channel-groups'

/** Channels are stretched at most this much: one that calibration hardly saw may be large on other photos. */
const largestFactor = 64
/** A channel below this share of the range is taken as unused. */
const unusedShare = 1e-5

/**
 * Stretches channels so that each uses the whole range its map is coded with. For channel c of a map, with a factor
 * t > 0, the layers before compute t W_c, t b_c and the layers after read W_c / t. What lies between (Add, Relu,
 * average pooling) satisfies f(t x) = t f(x), so the results stay as they were; Clip(0, 6) does as long as t x <= 6,
 * which t = 6 / (largest value seen) ensures, and beyond that it cuts at the largest value seen instead.
 * Rounding noise of step² / 12 per channel then counts 1 / t² as much in the layer after.
 * Nagel et al. 2019 (arXiv:1906.04721), section 4.1, with ranges of maps in place of ranges of weights.
 */
export async function equaliseChannels(
  source: CalibrationSource,
  plan: GraphPlan,
  equalisation: Equalisation,
  hooks: CalibrationHooks,
): Promise<Graph> {
  if (equalisation.kind === 'none') return plan.graph
  const infos = inferShapes(plan.graph)
  const groups = channelGroups(plan)
  const maps = groups.flatMap((group) => group.values).filter((value) => plan.roots.has(value) && infos.get(value)?.dims?.length === 4)
  const largest = await observeChannels(source, plan.graph, maps, hooks)
  const rows = new Map<LayerShape, Float64Array>()
  const columns = new Map<LayerShape, Float64Array>()
  for (const group of groups) {
    const factors = factorsOf(group, largest, equalisation.strength)
    if (factors === null) continue
    for (const layer of group.writers) rows.set(layer, factors)
    for (const layer of group.readers) columns.set(layer, factors)
  }
  return rescale(plan.graph, new Set([...rows.keys(), ...columns.keys()]), rows, columns)
}

function factorsOf(group: ChannelGroup, largest: ReadonlyMap<string, Float64Array>, strength: number): Float64Array | null {
  const peaks = peaksOf(group.values, largest)
  if (peaks === null) return null
  const limited = group.limit === Infinity ? null : peaksOf(group.limitedValues, largest)
  const target = Math.min(group.limit, Math.max(...peaks))
  return peaks.map((peak, channel) => {
    const seen = limited?.[channel] ?? peak
    if (!(seen > target * unusedShare)) return 1
    return Math.min(largestFactor, Math.max(1, (target / seen) ** strength))
  })
}

/** Largest value per channel over several maps, or null when none was observed. */
function peaksOf(values: readonly string[], largest: ReadonlyMap<string, Float64Array>): Float64Array | null {
  let peaks: Float64Array | null = null
  for (const value of values) {
    const own = largest.get(value)
    if (own === undefined) continue
    peaks = peaks === null ? Float64Array.from(own) : peaks.map((peak, channel) => Math.max(peak, own[channel] ?? 0))
  }
  return peaks
}

function rescale(
  graph: Graph,
  layers: ReadonlySet<LayerShape>,
  rows: ReadonlyMap<LayerShape, Float64Array>,
  columns: ReadonlyMap<LayerShape, Float64Array>,
): Graph {
  const index = new GraphIndex(graph)
  const initializers = new Map<string, Tensor>(graph.initializers)
  for (const layer of layers) {
    const weight = index.constantOf(layer.weightName)
    if (weight?.dataType !== 'float32') continue
    const rowFactors = rows.get(layer)
    const columnFactors = columns.get(layer)
    const scaled = scaledWeights(layer, weightRows(layer, weight), rowFactors, columnFactors)
    initializers.set(layer.weightName, float32Tensor(weight.dims, storedOrder(layer, scaled)))
    const bias = layer.biasName === null ? undefined : index.constantOf(layer.biasName)
    if (layer.biasName === null || bias?.dataType !== 'float32' || rowFactors === undefined) continue
    initializers.set(layer.biasName, float32Tensor(bias.dims, bias.data.map((value, row) => value * rowFactors[row]!)))
  }
  return { ...graph, initializers }
}

function scaledWeights(layer: LayerShape, weights: Float64Array, rows?: Float64Array, columns?: Float64Array): Float32Array {
  const perGroup = layer.rows / layer.groups
  const taps = layer.window === null ? 1 : layer.window.kernel[0] * layer.window.kernel[1]
  const depth = layer.columns / taps
  return Float32Array.from(weights, (weight, at) => {
    const row = Math.floor(at / layer.columns)
    const channel = Math.floor(row / perGroup) * depth + Math.floor((at % layer.columns) / taps)
    return (weight * (rows?.[row] ?? 1)) / (columns?.[channel] ?? 1)
  })
}

