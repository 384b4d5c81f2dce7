import type { Graph, Node } from '../../graph'
import { GraphIndex } from '../../graph-index'
import { strideBetween } from '../../stride-between'
import type { ValueExtent } from '../value-extents'
import type { ArchitectureOutline, OtherNodes, OutlinePart } from './architecture-outline'
import { findBottlenecks } from './find-bottlenecks'
import { findClassifier } from './find-classifier'
import { findDetectorHeads } from './find-detector-heads'
import { findExtraLayers } from './find-extra-layers'
import { findFeatureHead } from './find-feature-head'
import { findSegmentationHead } from './find-segmentation-head'
import { findStem } from './find-stem'
import { groupBottlenecks } from './group-bottlenecks'
import { mapSize } from './map-size'
import type { PartFinder } from './part-finder'

/** In this order: a later finder leaves alone what an earlier one took. */
const FINDERS: readonly PartFinder[] = [
  groupBottlenecks,
  findStem,
  findFeatureHead,
  findExtraLayers,
  findDetectorHeads,
  findClassifier,
  findSegmentationHead,
]

const TASKS: ReadonlyMap<OutlinePart['kind'], ArchitectureOutline['task']> = new Map([
  ['detector-head', 'detection'],
  ['segmentation-head', 'segmentation'],
  ['classifier', 'classification'],
])

/** Folds a graph to the parts of the MobileNetV2 paper; what fits none stands between them as `other`. */
export function outlineGraph(graph: Graph, extents: ReadonlyMap<string, ValueExtent>): ArchitectureOutline {
  const index = new GraphIndex(graph)
  const bottlenecks = findBottlenecks(index)
  const parts: OutlinePart[] = []
  const taken = new Set<string>()
  for (const find of FINDERS) {
    for (const part of find({ index, extents, bottlenecks, taken })) {
      if (part.nodes.some((name) => taken.has(name))) continue
      parts.push(part)
      for (const name of part.nodes) taken.add(name)
    }
  }
  const ordered = inGraphOrder(graph, parts, extents)
  return {
    task: ordered.map((part) => TASKS.get(part.kind)).find((task) => task !== undefined) ?? 'unknown',
    outputStride: outputStrideOf(graph, ordered, extents),
    parts: ordered,
  }
}

function inGraphOrder(graph: Graph, parts: readonly OutlinePart[], extents: ReadonlyMap<string, ValueExtent>): OutlinePart[] {
  const partOf = new Map(parts.flatMap((part) => part.nodes.map((name) => [name, part] as const)))
  const begun = new Set<OutlinePart>()
  const ordered: OutlinePart[] = []
  let loose: Node[] = []
  const flush = (): void => {
    if (loose.length > 0) ordered.push(otherNodes(loose, extents))
    loose = []
  }
  for (const node of graph.nodes) {
    const part = partOf.get(node.name)
    if (part === undefined) loose.push(node)
    else if (!begun.has(part)) {
      flush()
      begun.add(part)
      ordered.push(part)
    }
  }
  flush()
  return ordered
}

function otherNodes(nodes: readonly Node[], extents: ReadonlyMap<string, ValueExtent>): OtherNodes {
  const counts = new Map<string, number>()
  for (const { opType } of nodes) counts.set(opType, (counts.get(opType) ?? 0) + 1)
  return {
    kind: 'other',
    operators: [...counts].map(([opType, count]) => ({ opType, count })).toSorted((a, b) => b.count - a.count),
    nodes: nodes.map((node) => node.name),
    output: mapSize(nodes.at(-1)?.outputs[0] ?? '', extents),
  }
}

function outputStrideOf(graph: Graph, parts: readonly OutlinePart[], extents: ReadonlyMap<string, ValueExtent>): number | null {
  const picture = graph.inputs.map((input) => extents.get(input.name)?.dims).find((dims) => dims?.length === 4)
  const rows = parts.findLast((part) => part.kind === 'bottlenecks')?.output?.rows
  const pictureRows = picture?.[2]
  if (pictureRows === undefined || rows === undefined || rows === null) return null
  return strideBetween(pictureRows, rows)
}
