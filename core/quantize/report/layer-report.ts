import type { Graph, Node } from '#core/onnx/graph'
import type { Range } from '../affine'
import { rangeOf } from '../affine'
import type { StaticResult } from '../forms/quantize-static'
import { weightRows } from '../layer/layer-shape'
import type { NodePlan } from '../plan/node-plan'

/** What became of one node and how well. */
export interface LayerReport {
  readonly name: string
  readonly opType: string
  /** `integer`: on codes. `folded`: taken over by the codes of the node before. */
  readonly runs: 'integer' | 'folded' | 'float'
  /** Why it stayed in float; null otherwise. */
  readonly reason: string | null
  /** Signal to quantization noise of its weights, in decibels; null without coded weights. */
  readonly weightSqnrDb: number | null
  /** The same of its results, against the float graph; null where not measured. */
  readonly outputSqnrDb: number | null
  readonly codes: CodesReport | null
}

/** The codes of a node's results. */
export interface CodesReport {
  /** Values of the lowest and highest code. */
  readonly range: Range
  /** Smallest and largest value calibration saw. */
  readonly seen: Range
  /** Share of the values seen beyond the range, 0..1. */
  readonly clippedShare: number
  /** Counts in equal bars over `seen`. */
  readonly histogram: readonly number[]
}

const histogramBars = 48

/** One entry per node of the float graph, in its order. */
export function reportLayers(result: StaticResult, outputSqnrDb: ReadonlyMap<string, number>): LayerReport[] {
  return result.plan.graph.nodes.map((node): LayerReport => {
    const plan = result.plan.plans.get(node)
    const [output = ''] = node.outputs
    return {
      name: node.name,
      opType: node.opType,
      ...wayOf(plan),
      weightSqnrDb: weightSqnr(result, node),
      outputSqnrDb: outputSqnrDb.get(output) ?? null,
      codes: codesReport(result, output),
    }
  })
}

function wayOf(plan: NodePlan | undefined): Pick<LayerReport, 'runs' | 'reason'> {
  if (plan?.kind === 'bounded') return { runs: 'folded', reason: null }
  if (plan?.kind !== 'integer') return { runs: 'float', reason: plan?.reason ?? null }
  return plan.inFloat === undefined ? { runs: 'integer', reason: null } : { runs: 'float', reason: plan.inFloat }
}

function codesReport({ plan, coding, histograms }: StaticResult, value: string): CodesReport | null {
  const root = plan.roots.get(value) ?? ''
  const affine = coding.activations.get(root)
  const histogram = histograms.get(root)
  if (affine === undefined || histogram === undefined) return null
  const range = rangeOf(affine)
  const { range: seen, counts } = histogram.coarse(histogramBars)
  return { range, seen, clippedShare: histogram.shareOutside(range), histogram: counts }
}

function weightSqnr({ plan, coding }: StaticResult, node: Node): number | null {
  const layer = coding.layers.get(node)
  if (layer === undefined) return null
  const weights = weightRows(layer.shape, floatWeights(plan.graph, layer.shape.weightName))
  let signal = 0
  let noise = 0
  weights.forEach((weight, at) => {
    signal += weight ** 2
    noise += (weight - layer.codes[at]! * layer.scales[Math.floor(at / layer.shape.columns)]!) ** 2
  })
  return decibels(signal, noise)
}

function floatWeights(graph: Graph, name: string) {
  const tensor = graph.initializers.get(name)
  if (tensor?.dataType !== 'float32') throw new Error(`There are no float32 weights "${name}".`)
  return tensor
}

/** 10 log10(signal / noise), at most 200 so that it can be drawn. */
export function decibels(signal: number, noise: number): number {
  return noise <= signal * 1e-20 ? 200 : 10 * Math.log10(signal / noise)
}
