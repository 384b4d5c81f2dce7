import type { Graph, ValueInfo } from '../graph'
import { GraphIndex } from '../graph-index'
import { dataTypeBytes } from './data-type-bytes'
import type { LayerCost } from './layer-costs'
import { layerCosts } from './layer-costs'
import type { ArchitectureOutline } from './outline/architecture-outline'
import { findBottlenecks } from './outline/find-bottlenecks'
import { outlineGraph } from './outline/outline-graph'
import type { MemoryPeak } from './peak-memory'
import { peakMemory } from './peak-memory'
import type { ExpansionParts } from './schedules'
import { fusedSchedule, plainSchedule } from './schedules'
import { storagesOf } from './storages'
import type { InputDims } from './value-extents'
import { valueExtents } from './value-extents'

/** Peak of activation memory with each bottleneck as one operation in `parts` groups of channels. */
export interface FusedPeak extends MemoryPeak {
  readonly parts: ExpansionParts
}

/** Sums over a graph. */
export interface GraphTotals {
  /** Weights, biases and norms, each counted once however often it is read. */
  readonly parameters: number
  /** Of these: biases, and what is left of batch norms. */
  readonly biasParameters: number
  readonly multiplyAdds: number
  /** All values that hold memory of their own, one picture. */
  readonly activationBytes: number
  /** All stored constants, by data type. */
  readonly weightBytes: Readonly<Record<string, number>>
}

/** What a graph costs and how it is built. Plain data. Counts are for one picture; bytes are those of the stored data types. */
export interface GraphAnalysis {
  readonly name: string
  readonly opsets: Readonly<Record<string, number>>
  readonly inputs: readonly ValueInfo[]
  readonly outputs: readonly ValueInfo[]
  readonly totals: GraphTotals
  /** How often each operator occurs, most frequent first. */
  readonly operators: readonly { readonly opType: string; readonly count: number }[]
  readonly layers: readonly LayerCost[]
  readonly peak: MemoryPeak
  readonly fusedPeaks: readonly FusedPeak[]
  readonly outline: ArchitectureOutline
  /** Values whose size is not known: their share is missing above. */
  readonly unknownValues: readonly string[]
}

/** Groups of the expansion that the paper looks at (section 5.1), and one channel at a time. */
const PARTS: readonly ExpansionParts[] = [1, 2, 3, 4, 5, 'every-channel']

/**
 * Parameters, multiply-adds, memory and structure of any graph. `inputDims` gives extents to inputs that leave some open.
 * Throws Error naming the node whose inputs do not fit its operator.
 */
export function analyzeGraph(graph: Graph, inputDims: InputDims = new Map()): GraphAnalysis {
  const index = new GraphIndex(graph)
  const extents = valueExtents(graph, inputDims)
  const storages = storagesOf(graph, extents)
  const bottlenecks = findBottlenecks(index)
  const layers = layerCosts(index, extents)
  const unique = [...new Set(storages.values())]
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
  return {
    name: graph.name,
    opsets: Object.fromEntries([...graph.opsets].map(([domain, version]) => [domain === '' ? 'onnx' : domain, version])),
    inputs: graph.inputs,
    outputs: graph.outputs,
    totals: {
      parameters: sum(layers.map((layer) => layer.parameters)),
      biasParameters: sum(layers.map((layer) => layer.biasParameters)),
      multiplyAdds: sum(layers.map((layer) => layer.multiplyAdds ?? 0)),
      activationBytes: sum(unique.map((storage) => storage.bytes ?? 0)),
      weightBytes: weightBytes(graph),
    },
    operators: countOperators(graph),
    layers,
    peak: peakMemory(graph, plainSchedule(graph), storages),
    fusedPeaks: PARTS.map((parts) => ({ parts, ...peakMemory(graph, fusedSchedule(graph, bottlenecks, storages, parts), storages) })),
    outline: outlineGraph(graph, extents),
    unknownValues: unique.filter((storage) => storage.bytes === null).map((storage) => storage.name),
  }
}

function weightBytes(graph: Graph): Record<string, number> {
  const bytes: Record<string, number> = {}
  for (const { dataType, data } of graph.initializers.values()) {
    bytes[dataType] = (bytes[dataType] ?? 0) + data.length * dataTypeBytes[dataType]
  }
  return bytes
}

function countOperators(graph: Graph): { opType: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { domain, opType } of graph.nodes) {
    const name = domain === '' ? opType : `${domain}:${opType}`
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts].map(([opType, count]) => ({ opType, count })).toSorted((a, b) => b.count - a.count || a.opType.localeCompare(b.opType))
}
