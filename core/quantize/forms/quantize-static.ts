import type { Graph, Node } from '#core/onnx/graph'
import type { Affine } from '../affine'
import { affineFor, symmetricInt7Codes, symmetricInt8Codes, uint8Codes } from '../affine'
import type { CalibrationHooks } from '../calibration-hooks'
import type { CalibrationSource } from '../calibration-source'
import { codeLayers } from '../passes/code-layers'
import { equaliseChannels } from '../passes/equalise-channels'
import { planGraph } from '../plan/plan-graph'
import type { GraphPlan } from '../plan/plan-graph'
import { observeValues } from '../probe/observe-values'
import { chooseRange } from '../ranges/choose-range'
import type { Histogram } from '../ranges/histogram'
import type { Coding } from '../write/write-coded-graph'
import { writeCodedGraph } from '../write/write-coded-graph'
import type { StaticOptions } from './static-options'

const activationFormats = { 'asymmetric-uint8': uint8Codes, 'symmetric-int8': symmetricInt8Codes } as const
const weightFormats = { 7: symmetricInt7Codes, 8: symmetricInt8Codes } as const

/** A coded graph with what led to it. */
export interface StaticResult {
  readonly graph: Graph
  readonly plan: GraphPlan
  readonly coding: Coding
  readonly histograms: ReadonlyMap<string, Histogram>
}

/** Static quantization of a graph that went through the import passes. */
export async function quantizeStatic(
  graph: Graph,
  options: StaticOptions,
  source: CalibrationSource,
  hooks: CalibrationHooks,
): Promise<StaticResult> {
  const exclusion = { nodes: new Set(options.keepFloat.nodes), opTypes: new Set(options.keepFloat.opTypes) }
  const format = activationFormats[options.activations]
  const even = await equaliseChannels(source, planGraph(graph, exclusion, format), options.equalisation, hooks)
  const plan = planGraph(even, exclusion, format)
  const histograms = await observeValues(source, even, new Set(plan.roots.values()), hooks)
  const activations = new Map<string, Affine>()
  for (const [value, histogram] of histograms) activations.set(value, affineFor(chooseRange(histogram, format, options.ranges), format))
  const coding = { format: weightFormats[options.weightBits], ...pick(options) }
  const photos = evenly(source.photoCount, options.momentPhotos)
  const layers = await codeLayers(source, plan, activations, coding, photos, hooks)
  return { graph: writeCodedGraph(plan, { activations, layers }), plan, coding: { activations, layers }, histograms }
}

/** The same coding with more layers left in float. */
export function withFloatLayers(result: StaticResult, options: StaticOptions, kept: ReadonlySet<Node>): StaticResult {
  if (kept.size === 0) return result
  const nodes = new Set([...options.keepFloat.nodes, ...[...kept].map((node) => node.name)])
  const plan = planGraph(result.plan.graph, { nodes, opTypes: new Set(options.keepFloat.opTypes) }, activationFormats[options.activations])
  const layers = new Map([...result.coding.layers].filter(([node]) => !kept.has(node)))
  const coding = { activations: codesFor(plan, result), layers }
  return { ...result, graph: writeCodedGraph(plan, coding), plan, coding }
}

/** Codes for the roots of another plan of the same graph: values that shared codes before keep them. */
function codesFor(plan: GraphPlan, { plan: before, coding }: StaticResult): ReadonlyMap<string, Affine> {
  const activations = new Map<string, Affine>()
  for (const root of plan.roots.values()) {
    const affine = coding.activations.get(root) ?? coding.activations.get(before.roots.get(root) ?? '')
    if (affine === undefined) throw new Error(`No range was observed for "${root}".`)
    activations.set(root, affine)
  }
  return activations
}

function pick({ rounding, scales, bias }: StaticOptions) {
  return { rounding, scales, bias }
}

/** `count` of the numbers below `total`, spread evenly. */
function evenly(total: number, count: number): number[] {
  const taken = Math.min(total, count)
  return Array.from({ length: taken }, (_, position) => Math.floor((position * total) / taken))
}
